import { z } from 'zod';
import { evaluateLoading, rootValues } from '@shared/debug/roots';
import { AppError } from '@shared/errors/app-error';
import { completeExpression } from '@shared/expressions/assist/complete';
import type { JsonValue } from '@shared/lib/json';
import { applyChange, changeOf, editableAt, plainValue, readValueIn } from '../changes';
import { loadBlob } from '../containers';
import type { Conversation, FrameRef } from '../conversation';
import { protocolError } from '../protocol-error';
import { request, type RequestTable } from '../request';
import { shown, typeOf } from '../shown-value';
import { stopAt } from '../stop-at';
import { anyFrame, frameAt } from '../values';
import { withinTime } from '../within-time';

const expression = z.string().max(100_000);
/** Bytes of a large value that an expression may look into. */
const loadLimit = 64_000_000;
/** Characters of JSON that go to the clipboard. */
const clipboardLimit = 20_000_000;

export const evaluateRequests: RequestTable<Conversation> = {
  evaluate: request(
    'debugging',
    z.object({
      expression,
      frameId: z.number().int().optional(),
      context: z.string().max(50).optional(),
    }),
    async (talk: Conversation, { expression: text, frameId, context }) => {
      const ref = frameOf(talk, frameId);
      if (ref.code) return inCode(talk, ref, text, context);
      const assignment =
        context === 'repl' ? /^\s*((?:vars|steps)\b[^=!<>]*?)\s*=(?!=)([\s\S]+)$/.exec(text) : null;
      if (assignment)
        return set(talk, ref, assignment[1] ?? '', (assignment[2] ?? '').trim(), true);
      const value = await valueOf(talk, ref, text);
      if (context === 'clipboard') return { result: forClipboard(value), variablesReference: 0 };
      return {
        result: shown(value),
        type: typeOf(value),
        ...talk.opener.reference(value, { name: bare(text) }),
      };
    },
  ),
  setExpression: request(
    'debugging',
    z.object({
      expression,
      value: z.string().max(20_000_000),
      frameId: z.number().int().optional(),
    }),
    async (talk: Conversation, { expression: text, value, frameId }) => {
      const ref = frameOf(talk, frameId);
      if (ref.code) {
        const { target, frame } = ref.code;
        const made = await withinTime(
          target.evaluate(frame.id, `${text} = (${value})`, false),
          text,
        );
        return { value: made.text, type: made.type, variablesReference: 0 };
      }
      const { result, ...rest } = await set(talk, ref, text, value, false);
      return { value: result, ...rest };
    },
  ),
  completions: request(
    'debugging',
    z.object({
      text: z.string().max(100_000),
      column: z.number().int(),
      line: z.number().int().optional(),
      frameId: z.number().int().optional(),
    }),
    async (talk: Conversation, { text, column, frameId }) => {
      const ref = frameOf(talk, frameId);
      const at = Math.max(0, talk.client.columnsStartAt1 === false ? column : column - 1);
      return {
        targets: ref.code ? await namesInCode(ref, text, at) : complete(talk, ref, text, at),
      };
    },
  ),
};

function frameOf(talk: Conversation, id: number | undefined): FrameRef {
  if (id !== undefined && id !== 0) return talk.frames.get(id);
  const ref = anyFrame(talk);
  if (ref) return ref;
  throw protocolError(
    'DEBUG_NOT_STOPPED',
    'Nothing stands still, so there is nowhere to evaluate it.',
    'Pause first.',
  );
}

async function valueOf(talk: Conversation, ref: FrameRef, text: string): Promise<JsonValue> {
  const { moment, frame } = frameAt(talk, ref);
  const sources = moment.roots(frame);
  const result = await evaluateLoading(sources, text, (blob) =>
    Promise.resolve(loadBlob(talk.host, blob, loadLimit)),
  ).catch((error: unknown) => {
    throw asUserError(error, text);
  });
  return plainValue(result);
}

/** What is wrong with an expression is for whoever typed it. */
function asUserError(error: unknown, text: string): unknown {
  if (error instanceof AppError && !error.code.startsWith('EXPR')) return error;
  const { code, message, hint } = error as { code?: unknown; message?: unknown; hint?: unknown };
  if (typeof code !== 'string' || !code.startsWith('EXPR')) return error;
  return protocolError(
    code,
    `${String(message)} (in ${text.trim().slice(0, 200)})`,
    typeof hint === 'string' ? hint : undefined,
  );
}

async function inCode(
  talk: Conversation,
  { code }: FrameRef,
  text: string,
  context: string | undefined,
): Promise<object> {
  if (!code) throw new Error('The frame is in code.');
  const { target, frame } = code;
  // Only what somebody typed on purpose may change something.
  const quietly = context !== 'repl' && context !== 'clipboard';
  const value = await withinTime(target.evaluate(frame.id, text, quietly), text);
  return {
    result: value.text,
    type: value.type,
    variablesReference:
      value.handle === undefined
        ? 0
        : talk.containers.add({
            type: 'code',
            target,
            handle: value.handle,
            frame: frame.id,
            scope: null,
          }),
    ...(value.indexed !== undefined && { indexedVariables: value.indexed }),
    ...(value.named !== undefined && { namedVariables: value.named }),
  };
}

async function set(
  talk: Conversation,
  ref: FrameRef,
  text: string,
  valueText: string,
  isExpression: boolean,
): Promise<{ result: string; type: string; variablesReference: number }> {
  stopAt(talk, ref.thread);
  const editable = editableAt(talk, ref, text);
  if (!editable) {
    throw protocolError(
      'DEBUG_READ_ONLY',
      `"${text.slice(0, 100)}" is nothing that can be set.`,
      'Set vars.<name>, or the output of the step at which it stands.',
    );
  }
  const value = isExpression
    ? await valueOf(talk, ref, valueText)
    : readValueIn(talk, ref, valueText);
  await applyChange(talk, ref.thread, changeOf(talk, editable, value));
  return { result: shown(value), type: typeOf(value), ...talk.opener.reference(value, {}) };
}

function forClipboard(value: JsonValue): string {
  if (typeof value === 'string') return value;
  const text = JSON.stringify(value, null, 2);
  if (text.length <= clipboardLimit) return text;
  throw protocolError(
    'DEBUG_TOO_LARGE',
    `The value has ${text.length.toLocaleString('en')} characters; up to ${clipboardLimit.toLocaleString('en')} are copied.`,
    'Copy a part of it.',
  );
}

function bare(text: string): string | undefined {
  const inner = text.trim().replace(/^\{\{\s*|\s*\}\}$/g, '');
  return /^[A-Za-z_$][\w$.[\]"']*$/.test(inner) ? inner : undefined;
}

function complete(talk: Conversation, ref: FrameRef, text: string, at: number): object[] {
  const { moment, frame } = frameAt(talk, ref);
  const roots = Object.fromEntries(
    Object.entries(rootValues(moment.roots(frame))).map(([name, value]) => [name, { value }]),
  );
  // Without braces the whole text is the expression.
  const lead = text.includes('{{') ? '' : '{{ ';
  const template = lead === '' ? text : `${lead}${text} }}`;
  const items = completeExpression(template, at + lead.length, { roots });
  return items.slice(0, 500).map(({ label, insert, range, kind, detail }) => ({
    label,
    text: insert,
    type: kind === 'method' || kind === 'function' ? kind : kind === 'value' ? 'value' : 'property',
    ...(detail !== undefined && { detail }),
    start: range.from - lead.length,
    length: range.to - range.from,
  }));
}

async function namesInCode({ code }: FrameRef, text: string, at: number): Promise<object[]> {
  if (!code) return [];
  const [typed = ''] = /[A-Za-z_$][\w$]*$/.exec(text.slice(0, at)) ?? [];
  // After a dot the object would have to be evaluated, which may do something.
  if (text[at - typed.length - 1] === '.') return [];
  const names = new Set<string>();
  for (const scope of code.frame.scopes) {
    if (scope.type === 'global') continue;
    for (const { name } of await code.target.properties(scope.handle, null)) names.add(name);
  }
  return [...names]
    .filter((name) => name.toLowerCase().startsWith(typed.toLowerCase()))
    .slice(0, 500)
    .map((label) => ({ label, type: 'variable', start: at - typed.length, length: typed.length }));
}
