import type { DebugProtocol } from '@vscode/debugprotocol';
import { z } from 'zod';
import { applyChange, changeOfShown, readValueIn } from '../changes';
import type { Container } from '../containers';
import type { Conversation, FrameRef } from '../conversation';
import { protocolError } from '../protocol-error';
import { request, type RequestTable } from '../request';
import { shown, typeOf } from '../shown-value';
import { stopAt } from '../stop-at';
import { anyFrame, editableOf, frameAt, scopeContainer } from '../values';

const codeNames = {
  local: 'Local',
  block: 'Block',
  closure: 'Closure',
  catch: 'Catch',
  arguments: 'Arguments',
  global: 'Global',
} as const;

export const variableRequests: RequestTable<Conversation> = {
  scopes: request(
    'debugging',
    z.object({ frameId: z.number().int() }),
    (talk: Conversation, { frameId }) => ({ scopes: scopesOf(talk, frameId) }),
  ),
  variables: request(
    'debugging',
    z.object({
      variablesReference: z.number().int(),
      filter: z.enum(['indexed', 'named']).optional(),
      start: z.number().int().min(0).optional(),
      count: z.number().int().min(0).optional(),
    }),
    async (talk: Conversation, { variablesReference, filter, start = 0, count = 0 }) => {
      const container = talk.containers.get(variablesReference);
      return { variables: await talk.opener.open(container, { filter, start, count }) };
    },
  ),
  setVariable: request(
    'debugging',
    z.object({
      variablesReference: z.number().int(),
      name: z.string().max(10_000),
      value: z.string().max(20_000_000),
    }),
    async (talk: Conversation, { variablesReference, name, value: text }) => {
      const container = talk.containers.get(variablesReference);
      if (container.type === 'code') return setInCode(talk, container, name, text);
      const { editable } = container;
      // Says first that the past or a running branch is why, where that is so.
      if (talk.view.past || editable) stopAt(talk, editable?.thread ?? 1);
      const value = readValueIn(talk, anyFrame(talk), text);
      const change = changeOfShown(talk, container, name, value);
      if (!editable || !change) throw readOnly(name);
      await applyChange(talk, editable.thread, change);
      return { value: shown(value), type: typeOf(value), ...talk.opener.reference(value, {}) };
    },
  ),
};

function scopesOf(talk: Conversation, frameId: number): DebugProtocol.Scope[] {
  const ref = talk.frames.get(frameId);
  if (ref.code) {
    const { target, frame } = ref.code;
    const scopes = frame.scopes.map((scope) => ({
      name: scope.name || codeNames[scope.type],
      ...(scope.type === 'local' && { presentationHint: 'locals' }),
      ...(scope.type === 'arguments' && { presentationHint: 'arguments' }),
      variablesReference: talk.containers.add({
        type: 'code',
        target,
        handle: scope.handle,
        frame: frame.id,
        scope: scope.number,
      }),
      expensive: scope.type === 'global',
    }));
    return [...thrownScope(talk, ref), ...scopes];
  }
  const at = frameAt(talk, ref);
  return at.moment.scopes(at.frame).map((scope) => {
    const container = scopeContainer(scope, editableOf(talk, ref, at, scope));
    return {
      name: scope.name,
      presentationHint: scope.name === 'Variables' ? 'locals' : scope.name.toLowerCase(),
      variablesReference: talk.containers.add(container),
      ...sizes(container),
      expensive: false,
    };
  });
}

/** In the frame that throws: what it throws. */
function thrownScope(talk: Conversation, { thread, code }: FrameRef): DebugProtocol.Scope[] {
  const stop = talk.place(thread)?.stop;
  const pause = stop && talk.view.session?.code(stop.id)?.pause;
  if (!code || !pause?.error || pause.frames[0]?.id !== code.frame.id) return [];
  const { handle, text } = pause.error;
  const container: Container =
    handle === undefined
      ? { type: 'named', values: new Map([['thrown', { value: text }]]) }
      : { type: 'code', target: code.target, handle, frame: code.frame.id, scope: null };
  return [
    {
      name: 'Error',
      variablesReference: talk.containers.add(container),
      expensive: false,
    },
  ];
}

function sizes(container: Container): { namedVariables?: number; indexedVariables?: number } {
  if (container.type === 'named') return { namedVariables: container.values.size };
  if (container.type === 'value') {
    return Array.isArray(container.value)
      ? { indexedVariables: container.value.length }
      : { namedVariables: Object.keys(container.value ?? {}).length };
  }
  if (container.type === 'blob' && container.blob.type === 'array') {
    return { indexedVariables: container.blob.count };
  }
  return {};
}

async function setInCode(
  talk: Conversation,
  container: Extract<Container, { type: 'code' }>,
  name: string,
  text: string,
): Promise<object> {
  const { target, frame, scope } = container;
  if (scope === null) throw readOnly(name);
  const { text: value, type, handle } = await target.setVariable(frame, scope, name, text);
  return {
    value,
    type,
    variablesReference:
      handle === undefined
        ? 0
        : talk.containers.add({ type: 'code', target, handle, frame, scope: null }),
  };
}

function readOnly(name: string): Error {
  return protocolError(
    'DEBUG_READ_ONLY',
    `"${name.slice(0, 100)}" cannot be changed here.`,
    'Variables, the settings of a step that has not started, and the output of one that has ended can.',
  );
}
