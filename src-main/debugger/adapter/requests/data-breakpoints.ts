import { z } from 'zod';
import type { Breakpoint } from '@shared/debug/breakpoints';
import { analyzeTemplate } from '@shared/expressions/analyze';
import { type OwnBreakpoint, wrongCondition } from '../breakpoint-groups';
import type { Conversation } from '../conversation';
import { request, type RequestTable } from '../request';
import { partName } from '../shown-value';
import { answer, conditions } from './breakpoints';

const text = z.string().max(10_000).optional();

export const dataBreakpointRequests: RequestTable<Conversation> = {
  dataBreakpointInfo: request(
    'debugging',
    z.object({
      variablesReference: z.number().int().optional(),
      name: z.string().max(10_000),
      frameId: z.number().int().optional(),
    }),
    (talk: Conversation, { variablesReference, name }) => {
      const path = watchable(nameOf(talk, variablesReference, name));
      if (path === null) {
        return {
          dataId: null,
          description: `"${name.slice(0, 100)}" cannot be watched: only variables and the outputs of steps change.`,
        };
      }
      return {
        dataId: path,
        description: `${path} changes`,
        accessTypes: ['write'],
        canPersist: true,
      };
    },
  ),
  setDataBreakpoints: request(
    'debugging',
    z.object({
      breakpoints: z
        .array(
          z.object({
            dataId: z.string().max(500),
            accessType: z.string().optional(),
            condition: text,
            hitCondition: text,
          }),
        )
        .max(1_000),
    }),
    (talk: Conversation, given) => {
      const own = given.breakpoints.map((asked) => onData(talk, asked));
      talk.groups.replace('data', own);
      return { breakpoints: answer(talk, own) };
    },
  ),
};

function onData(
  talk: Conversation,
  asked: {
    dataId: string;
    accessType?: string | undefined;
    condition?: string | undefined;
    hitCondition?: string | undefined;
  },
): OwnBreakpoint {
  const number = talk.groups.nextNumber();
  const path = watchable(asked.dataId);
  const message =
    path === null
      ? `"${asked.dataId.slice(0, 100)}" cannot be watched. Ask "dataBreakpointInfo" first.`
      : asked.accessType !== undefined && asked.accessType !== 'write'
        ? 'Only changes of a value are watched, not who reads it.'
        : wrongCondition(asked.hitCondition);
  if (path === null || message !== undefined) {
    return { number, breakpoint: null, ...(message !== undefined && { message }) };
  }
  const breakpoint: Breakpoint = {
    id: talk.groups.idOf(number),
    target: { type: 'data', path },
    enabled: true,
    ...conditions(asked),
  };
  return { number, breakpoint };
}

/** What a variable of the view, or an expression, is called. */
function nameOf(talk: Conversation, reference: number | undefined, name: string): string | null {
  const container = reference === undefined ? undefined : talk.containers.find(reference);
  if (container === undefined) return reference === undefined || reference === 0 ? name : null;
  if (container.type === 'code' || container.name === undefined) return null;
  const isIndex = /^\d+$/.test(name) && container.type !== 'named';
  return partName(container.name, isIndex ? Number(name) : name);
}

/** A plain path into a variable or an output, as a breakpoint has it. */
function watchable(name: string | null): string | null {
  const text = name?.trim().replace(/^\{\{\s*|\s*\}\}$/g, '') ?? '';
  if (text === '' || text.length > 500) return null;
  const { references, errors } = analyzeTemplate(`{{ ${text} }}`);
  const [reference] = references;
  if (errors.length > 0 || references.length !== 1 || !reference || reference.path.length === 0) {
    return null;
  }
  if (reference.root !== 'steps' && reference.root !== 'vars') return null;
  // The whole text is the path, with nothing computed from it.
  const { from, to } = reference.range;
  return to - from === text.length ? text : null;
}
