import { z } from 'zod';
import type { ContentHash, RunId } from '../lib/ids';
import { contentHashSchema, runIdSchema } from '../lib/ids';
import type { JsonObject, JsonValue } from '../lib/json';
import { isJsonObject } from '../lib/json';
import type { RunEvent } from '../runs/events';
import type { BlobRef } from '../runs/recorded';
import { breakpointSchema, type Breakpoint } from './breakpoints';
import { canonicalJson } from './canonical-json';
import { RunLog } from './run-log';

// A case: everything that is needed to look at a run again, in one file. The same run gives the same bytes,
// one event a line, so that two cases can be compared by any tool. A hash tells when it was edited.

export const caseVersion = 1;
export const caseFileSuffix = '.stepwell-case.json';
/** Characters; longer files are refused before they are read as JSON. */
export const largestCase = 400_000_000;

export interface CaseCursor {
  /** The event that is looked at; the last one when nothing was chosen. */
  readonly seq: number;
  readonly step?: string;
  /** `eachOrder[36]`: as in `scopeKey`. */
  readonly scope?: string;
}

export interface RunCase {
  readonly run: RunId;
  /** By content hash: the run's own text, and those it called. */
  readonly workflows: ReadonlyMap<ContentHash, string>;
  readonly events: readonly RunEvent[];
  /** Large values by content hash. */
  readonly blobs: ReadonlyMap<string, JsonValue>;
  readonly breakpoints: readonly Breakpoint[];
  readonly watches: readonly string[];
  readonly cursor: CaseCursor;
  readonly note: string;
}

export interface ReadCase {
  readonly case: RunCase;
  /** The file is not as it was written. */
  readonly edited: boolean;
}

export type CaseHash = (text: string) => string;

/** What was masked, so that whoever writes a case can say so. */
export const masked = '••••••';

/**
 * The run without what is nobody else's business: values of environment variables, and the folders in which its
 * files lie. Secrets are not in a log.
 */
export function redactedEvents(events: readonly RunEvent[]): readonly RunEvent[] {
  return events.map((event) => {
    if (event.type === 'run.created') {
      const { folder: _folder, env, ...rest } = event;
      const masks = env && Object.fromEntries(Object.keys(env).map((name) => [name, masked]));
      return { ...rest, ...(masks !== undefined && { env: masks }) };
    }
    if (event.type === 'scope.started' && event.workflow !== undefined) {
      return { ...event, workflow: { ...event.workflow, folder: null } };
    }
    return event;
  });
}

export function writeCase(one: RunCase, hash: CaseHash): string {
  const body = bodyText(one);
  return `{"stepwellCase":${caseVersion},\n"hash":"${hash(body)}",\n${body}}\n`;
}

/** All but the first two lines: what the hash is of. */
function bodyText(one: RunCase): string {
  const workflows = sorted(one.workflows, (text) => JSON.stringify(text));
  const blobs = sorted(one.blobs, canonicalJson);
  const events = redactedEvents(one.events).map((event) => canonicalJson(asJson(event)));
  return [
    `"run":${JSON.stringify(one.run)},`,
    `"note":${JSON.stringify(one.note)},`,
    `"cursor":${canonicalJson(asJson(one.cursor))},`,
    `"breakpoints":${lines(
      one.breakpoints.map((item) => canonicalJson(asJson(item))),
      '[',
      ']',
    )},`,
    `"watches":${lines(
      one.watches.map((item) => JSON.stringify(item)),
      '[',
      ']',
    )},`,
    `"workflows":${lines(workflows, '{', '}')},`,
    `"blobs":${lines(blobs, '{', '}')},`,
    `"events":${lines(events, '[', ']')}`,
  ].join('\n');
}

function sorted<Value>(
  map: ReadonlyMap<string, Value>,
  write: (value: Value) => string,
): readonly string[] {
  return [...map]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => `${JSON.stringify(key)}:${write(value)}`);
}

function lines(items: readonly string[], open: string, close: string): string {
  return items.length === 0 ? `${open}${close}` : `${open}\n${items.join(',\n')}\n${close}`;
}

/** The same data without what JSON does not know. */
function asJson(value: object): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}

const eventShape = z
  .object({
    type: z.string().max(100),
    seq: z.number().int().min(1),
    time: z.number(),
    step: z.string().max(200).optional(),
    path: z
      .array(z.strictObject({ step: z.string().max(200), iteration: z.number().int().min(0) }))
      .max(64)
      .optional(),
  })
  .loose();

const caseShape = z.object({
  stepwellCase: z.number(),
  hash: z.string(),
  run: runIdSchema,
  note: z.string().max(100_000).default(''),
  cursor: z.object({
    seq: z.number().int().min(0),
    step: z.string().max(200).optional(),
    scope: z.string().max(10_000).optional(),
  }),
  breakpoints: z.array(breakpointSchema).max(10_000).default([]),
  watches: z.array(z.string().max(10_000)).max(1_000).default([]),
  workflows: z.record(contentHashSchema, z.string().max(30_000_000)),
  blobs: z.record(z.string(), z.json()).default({}),
  events: z.array(eventShape).min(1).max(1_000_000),
});

export type CaseProblem =
  | { readonly reason: 'large' | 'json' | 'shape' | 'log'; readonly message: string }
  | { readonly reason: 'version'; readonly message: string };

export type CaseResult =
  ({ readonly ok: true } & ReadCase) | { readonly ok: false; readonly problem: CaseProblem };

/** Reads a file of unknown origin. What it holds is data; nothing in it is run. */
export function readCase(text: string, hash: CaseHash): CaseResult {
  if (text.length > largestCase) return refuse('large', 'The file is larger than a case may be.');
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return refuse('json', 'The file is not JSON, or a part of it is missing.');
  }
  const version = isJsonObject(json) ? json['stepwellCase'] : undefined;
  if (typeof version !== 'number') return refuse('shape', 'The file is not a case of Stepwell.');
  if (version > caseVersion) {
    return refuse('version', `The case was written by a newer Stepwell (case version ${version}).`);
  }
  const parsed = caseShape.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse(
      'shape',
      `The case is damaged at ${issue?.path.join('.') || 'its beginning'}: ${issue?.message ?? 'it is not as it should be'}.`,
    );
  }
  const { data } = parsed;
  const events = data.events as unknown as readonly RunEvent[];
  const problem = logProblem(events, data.workflows);
  if (problem !== null) return refuse('log', problem);
  const one: RunCase = {
    run: data.run,
    workflows: new Map(Object.entries(data.workflows) as [ContentHash, string][]),
    events,
    blobs: new Map(Object.entries(data.blobs as JsonObject)),
    breakpoints: data.breakpoints,
    watches: data.watches,
    cursor: cursorOf(data.cursor, events.length),
    note: data.note,
  };
  // What is written again from what was read is what was written, unless somebody edited it.
  return { ok: true, case: one, edited: hash(bodyText(one)) !== data.hash };
}

function refuse(reason: CaseProblem['reason'], message: string): CaseResult {
  return { ok: false, problem: { reason, message } };
}

function cursorOf(cursor: z.infer<typeof caseShape>['cursor'], length: number): CaseCursor {
  const { step, scope } = cursor;
  return {
    seq: Math.min(cursor.seq, length),
    ...(step !== undefined && { step }),
    ...(scope !== undefined && { scope }),
  };
}

/** Whether the events can be folded at all. */
function logProblem(
  events: readonly RunEvent[],
  workflows: Readonly<Record<string, string>>,
): string | null {
  try {
    const { state } = RunLog.of(events);
    if (state === null) return 'The log of the case has no events.';
    if (!(state.workflow.hash in workflows)) return 'The workflow of the run is not in the case.';
    return null;
  } catch (error) {
    return `The log of the case cannot be followed: ${error instanceof Error ? error.message : 'it is damaged'}`;
  }
}

/** References in an event to values that are kept elsewhere; what lies inside a value is data. */
export function blobsIn(event: RunEvent): ReadonlyMap<string, BlobRef> {
  const found = new Map<string, BlobRef>();
  for (const field of Object.values(event) as readonly unknown[]) {
    if (typeof field !== 'object' || field === null || !('blob' in field)) continue;
    const ref = field.blob as BlobRef;
    if (typeof ref === 'object' && typeof ref.hash === 'string') found.set(ref.hash, ref);
  }
  return found;
}
