import type { DebugProtocol } from '@vscode/debugprotocol';
import { z } from 'zod';
import type { Breakpoint } from '@shared/debug/breakpoints';
import { type OwnBreakpoint, toDapBreakpoint, wrongCondition } from '../breakpoint-groups';
import type { Conversation } from '../conversation';
import { request, type RequestTable } from '../request';
import { fromClientColumn, fromClientLine, sourceSchema, toClientPlace } from '../source-places';
import type { TextSource } from '../sources';

const text = z.string().max(10_000).optional();

const sourceBreakpointSchema = z.object({
  line: z.number().int(),
  column: z.number().int().optional(),
  condition: text,
  hitCondition: text,
  logMessage: text,
});
type SourceBreakpoint = z.output<typeof sourceBreakpointSchema>;

const most = 20_000;

export const breakpointRequests: RequestTable<Conversation> = {
  setBreakpoints: request(
    'debugging',
    z.object({
      source: sourceSchema,
      breakpoints: z.array(sourceBreakpointSchema).max(most).default([]),
    }),
    async (talk: Conversation, given) => {
      const source = await talk.sources.find(given.source);
      const own = given.breakpoints.map((asked) => atLine(talk, source, asked));
      talk.groups.replace(`source:${source.reference}`, own);
      return { breakpoints: answer(talk, own) };
    },
  ),
  setFunctionBreakpoints: request(
    'debugging',
    z.object({
      breakpoints: z
        .array(z.object({ name: z.string().max(200), condition: text, hitCondition: text }))
        .max(most),
    }),
    (talk: Conversation, given) => {
      const own = given.breakpoints.map(({ name, ...rest }) => atKind(talk, name, rest));
      talk.groups.replace('functions', own);
      return { breakpoints: answer(talk, own) };
    },
  ),
  setExceptionBreakpoints: request(
    'debugging',
    z.object({
      filters: z.array(z.string().max(50)).default([]),
      filterOptions: z
        .array(z.object({ filterId: z.string().max(50), condition: text }))
        .default([]),
    }),
    (talk: Conversation, { filters, filterOptions }) => {
      const asked = [
        ...filters.map((filterId) => ({ filterId, condition: undefined })),
        ...filterOptions,
      ];
      const conditions = asked.flatMap(({ condition }) =>
        condition?.trim() ? condition.trim() : [],
      );
      const known = asked.filter(({ filterId }) => filterId === 'all' || filterId === 'uncaught');
      talk.groups.errorStops = {
        all: known.some(({ filterId }) => filterId === 'all'),
        uncaught: known.some(({ filterId }) => filterId === 'uncaught'),
        ...(conditions.length > 0 &&
          conditions.length === asked.length && { condition: eitherOf(conditions) }),
      };
      talk.sendErrorStops();
      return {
        breakpoints: asked.map(({ filterId }) =>
          known.some((one) => one.filterId === filterId)
            ? { verified: true }
            : {
                verified: false,
                message: `There is no filter "${filterId}"; use all or uncaught.`,
              },
        ),
      };
    },
  ),
  breakpointLocations: request(
    'debugging',
    z.object({
      source: sourceSchema,
      line: z.number().int(),
      endLine: z.number().int().optional(),
    }),
    async (talk: Conversation, { source: asked, line, endLine = line }) => {
      const source = await talk.sources.find(asked);
      const from = fromClientLine(talk, line);
      const to = Math.min(fromClientLine(talk, endLine), from + 100_000);
      const found = source.locations.between(from, to);
      return { breakpoints: found.map((place) => toClientPlace(talk, place)) };
    },
  ),
};

function eitherOf(conditions: readonly string[]): string {
  const different = [...new Set(conditions)];
  if (different.length === 1) return different[0] ?? '';
  return different
    .map((condition) => `(${condition.replace(/^\{\{([\s\S]*)\}\}$/, '$1')})`)
    .join(' || ');
}

function atLine(talk: Conversation, source: TextSource, asked: SourceBreakpoint): OwnBreakpoint {
  const number = talk.groups.nextNumber();
  const line = fromClientLine(talk, asked.line);
  const column = asked.column === undefined ? undefined : fromClientColumn(talk, asked.column);
  const found = source.locations.at(line, column);
  if (found === null) {
    const message = `Nothing runs at line ${asked.line}. Choose a step, an edge or a line of code.`;
    return { number, breakpoint: null, message };
  }
  const wrong = wrongCondition(asked.hitCondition);
  const place = { line: found.line, column: found.column, source };
  if (wrong !== undefined) return { number, breakpoint: null, message: wrong, place };
  const { target } = found;
  const breakpoint: Breakpoint = {
    id: talk.groups.idOf(number),
    // The line of the text is given anew with each request, so it needs no anchor.
    target: target.type === 'line' ? { ...target, text: undefined } : target,
    enabled: true,
    ...conditions(asked),
  };
  return { number, breakpoint, place };
}

function atKind(
  talk: Conversation,
  name: string,
  rest: { condition?: string | undefined; hitCondition?: string | undefined },
): OwnBreakpoint {
  const number = talk.groups.nextNumber();
  const { kinds } = talk.host;
  const wanted = name.trim().toLowerCase();
  const found = kinds.all.find(
    ({ kind, title }) => kind === wanted || title.toLowerCase() === wanted,
  );
  const message = found
    ? wrongCondition(rest.hitCondition)
    : `There is no kind of step "${name.slice(0, 60)}". Name one such as http-request.`;
  if (!found || message !== undefined) {
    return { number, breakpoint: null, ...(message !== undefined && { message }) };
  }
  const breakpoint: Breakpoint = {
    id: talk.groups.idOf(number),
    target: { type: 'kind', kind: found.kind },
    enabled: true,
    ...conditions(rest),
  };
  return { number, breakpoint };
}

export function conditions(given: {
  readonly condition?: string | undefined;
  readonly hitCondition?: string | undefined;
  readonly logMessage?: string | undefined;
}): Pick<Breakpoint, 'condition' | 'hitCondition' | 'logMessage'> {
  const { condition, hitCondition, logMessage } = given;
  return {
    ...(condition?.trim() && { condition }),
    ...(hitCondition?.trim() && { hitCondition }),
    ...(logMessage?.trim() && { logMessage }),
  };
}

/** Gives them to the run, if there is one, and says what has become of them. */
export function answer(
  talk: Conversation,
  own: readonly OwnBreakpoint[],
): DebugProtocol.Breakpoint[] {
  talk.sendBreakpoints();
  return own.map((one) => {
    const shown = toDapBreakpoint(one, talk.groups.status(one));
    return one.place ? { ...shown, ...toClientPlace(talk, one.place) } : shown;
  });
}
