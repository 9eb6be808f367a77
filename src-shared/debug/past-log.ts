import { analyzeTemplate } from '../expressions/analyze';
import { ExpressionError } from '../expressions/expression-error';
import type { JsonValue } from '../lib/json';
import type { RunEvent } from '../runs/events';
import type { BlobRef } from '../runs/recorded';
import type { ScopePath } from '../runs/scope-path';
import { momentAt } from './moment';
import type { RunPrograms } from './programs';
import { asTemplate, evaluateLoading } from './roots';
import type { RunLog } from './run-log';

// Expressions over what is past: a log point that was not there when the run was made, and the moment
// at which something became true.

export interface PastHit {
  readonly seq: number;
  readonly step: string | null;
  readonly path: ScopePath;
  readonly time: number;
  /** What the expression gave, secrets as references; or why it gave nothing. */
  readonly result:
    | { readonly ok: true; readonly value: JsonValue }
    | { readonly ok: false; readonly message: string };
}

export interface PastSearch {
  readonly log: RunLog;
  readonly programs: RunPrograms;
  readonly load: (ref: BlobRef) => Promise<JsonValue>;
  /** Gives way to others now and then; answers false to stop. */
  readonly goOn?: () => Promise<boolean>;
}

export interface LogPointRequest {
  readonly step: string;
  /** `before`: as each attempt starts. `after`: as each run of the step ends. */
  readonly when: 'before' | 'after';
  /** An expression, or text with `{{ }}` in it. */
  readonly text: string;
  /** Only where this is true. */
  readonly condition?: string;
  readonly limit?: number;
}

const hitsUntilPause = 200;

/** Evaluates a log point for every time that its step was passed. */
export async function logPast(
  search: PastSearch,
  request: LogPointRequest,
): Promise<{ readonly hits: readonly PastHit[]; readonly more: boolean }> {
  const hits: PastHit[] = [];
  const limit = request.limit ?? 10_000;
  let count = 0;
  for (const event of search.log.slice()) {
    if (!passes(event, request)) continue;
    count += 1;
    if (count % hitsUntilPause === 0 && (await search.goOn?.()) === false) break;
    if (request.condition !== undefined && request.condition.trim() !== '') {
      const allowed = await evaluate(search, event, request.condition);
      if (!allowed.ok || allowed.value !== true) continue;
    }
    if (hits.length === limit) return { hits, more: true };
    hits.push(hitOf(event, await evaluate(search, event, request.text)));
  }
  return { hits, more: false };
}

function passes(event: RunEvent, { step, when }: LogPointRequest): boolean {
  if (!('path' in event) || event.step !== step) return false;
  if (when === 'before') return event.type === 'step.started';
  return event.type === 'step.completed' || event.type === 'step.failed';
}

export interface BecameTrue {
  /** The first moment at which it was true; null when it never was. */
  readonly hit: PastHit | null;
  /** Moments that were looked at: those at which it could have changed. */
  readonly looked: number;
  /** It could not be evaluated anywhere: why, the last time. */
  readonly problem: string | null;
}

/**
 * The first event after which an expression is true. It is asked only where something that it names has
 * changed, and there it sees what a step at that place would see.
 */
export async function whenTrue(search: PastSearch, text: string): Promise<BecameTrue> {
  const changes = changesOf(text);
  let looked = 0;
  let evaluated = 0;
  let problem: string | null = null;
  for (const event of search.log.slice()) {
    if (!changes(event)) continue;
    looked += 1;
    if (looked % hitsUntilPause === 0 && (await search.goOn?.()) === false) break;
    const result = await evaluate(search, event, text, true);
    if (!result.ok) {
      problem = result.message;
      continue;
    }
    evaluated += 1;
    if (isTrue(result.value)) return { hit: hitOf(event, result), looked, problem: null };
  }
  return { hit: null, looked, problem: evaluated === 0 ? problem : null };
}

/** As in a condition: true, a number but 0, a text that is not empty, anything that is there. */
function isTrue(value: JsonValue): boolean {
  return value !== null && value !== false && value !== 0 && value !== '';
}

const outcomes: ReadonlySet<RunEvent['type']> = new Set([
  'step.completed',
  'step.failed',
  'step.skipped',
]);

/** Events at which the value of an expression may become another. */
function changesOf(text: string): (event: RunEvent) => boolean {
  const { references } = analyzeTemplate(asTemplate(text));
  const named = (root: string): ReadonlySet<unknown> | 'any' | null => {
    const found = references.filter((reference) => reference.root === root);
    if (found.length === 0) return null;
    const names = found.map(({ path }) => path[0]);
    return names.some((name) => typeof name !== 'string') ? 'any' : new Set(names);
  };
  const steps = named('steps');
  const vars = named('vars');
  const roots = new Set(references.map(({ root }) => root));
  const locals = [...roots].some((root) => !fixedRoots.has(root) && root !== 'error');
  return (event) => {
    if (event.type === 'run.started') return true;
    if (event.type === 'variable.set') {
      return vars !== null && (vars === 'any' || vars.has(event.name));
    }
    if (event.type === 'scope.started') return locals || roots.has('error');
    if (!outcomes.has(event.type) || !('path' in event)) return false;
    if (event.type === 'step.failed' && roots.has('error')) return true;
    return steps !== null && (steps === 'any' || steps.has(event.step));
  };
}

const fixedRoots: ReadonlySet<string> = new Set([
  'input',
  'env',
  'run',
  'trigger',
  'secrets',
  'steps',
  'vars',
]);

async function evaluate(
  { log, programs, load }: PastSearch,
  event: RunEvent,
  text: string,
  inGraph = false,
): Promise<PastHit['result']> {
  const address = addressFor(event, inGraph);
  const moment = momentAt(log, programs, event.seq, address);
  const frame = moment?.frames[0];
  if (!moment || !frame) return { ok: false, message: 'The run had not begun.' };
  try {
    const value = await evaluateLoading(moment.roots(frame), text, load);
    // References to secrets become their names, never their values.
    return { ok: true, value: JSON.parse(JSON.stringify(value ?? null)) as JsonValue };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { ok: false, message: error.message };
  }
}

function addressFor(event: RunEvent, inGraph: boolean): { step: string | null; path: ScopePath } {
  if (!('path' in event)) return { step: null, path: [] };
  if (event.type === 'scope.started') {
    const path = [...event.path, { step: event.step, iteration: event.iteration }];
    return { step: null, path };
  }
  return { step: inGraph ? null : event.step, path: event.path };
}

function hitOf(event: RunEvent, result: PastHit['result']): PastHit {
  const place = 'path' in event ? { step: event.step, path: event.path } : { step: null, path: [] };
  return { seq: event.seq, ...place, time: event.time, result };
}
