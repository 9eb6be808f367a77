import { parseDuration } from '../../lib/duration';
import { defaultRetry, type BackoffStrategy, type RetryPolicy, type StepId } from '../model';
import { toJson, type MapNode, type SourceNode } from '../source/node';
import { childOf, isNothing, nameOf, reportUnknownKeys, type ReadContext } from './read-context';

const retryKeys = ['attempts', 'backoff', 'delay', 'factor', 'cap', 'jitter'] as const;
const backoffs: readonly BackoffStrategy[] = ['fixed', 'linear', 'exponential'];

/** What a timer can hold: about 24 days. */
const longestDuration = 2_147_483_647;

/** Total attempts that a step may be given. */
export const mostAttempts = 100;
const attemptRange: NumberRange = { low: 1, high: mostAttempts, whole: true };

/** `retry: 3` or `retry: { attempts: 3, … }`; parts that are wrong fall back to the default. */
export function readRetry(
  context: ReadContext,
  step: MapNode,
  id: StepId,
): RetryPolicy | undefined {
  const node = childOf(step, 'retry');
  if (node === undefined || isNothing(node)) return undefined;
  if (node.type === 'scalar') {
    const attempts = readCount(context, node, '`retry`', attemptRange, id, 'RETRY_INVALID');
    return attempts === undefined ? undefined : { ...defaultRetry, attempts };
  }
  if (node.type === 'seq') {
    invalid(context, node, '`retry`', 'a number of attempts or a map', id);
    return undefined;
  }
  reportUnknownKeys(context, node, retryKeys, '`retry`', id);
  const number = (key: keyof RetryPolicy, low: number, high: number, whole: boolean) => {
    const child = childOf(node, key);
    if (child === undefined || isNothing(child)) return undefined;
    const range = { low, high, whole };
    return readCount(context, child, `\`retry.${key}\``, range, id, 'RETRY_INVALID');
  };
  return {
    attempts: number('attempts', 1, mostAttempts, true) ?? defaultRetry.attempts,
    backoff: readBackoff(context, node, id),
    delay: readDuration(context, node, 'delay', id) ?? defaultRetry.delay,
    factor: number('factor', 1, 100, false) ?? defaultRetry.factor,
    cap: readDuration(context, node, 'cap', id) ?? defaultRetry.cap,
    jitter: number('jitter', 0, 1, false) ?? defaultRetry.jitter,
  };
}

function readBackoff(context: ReadContext, node: MapNode, id: StepId): BackoffStrategy {
  const child = childOf(node, 'backoff');
  if (child === undefined || isNothing(child)) return defaultRetry.backoff;
  const value = toJson(child);
  const backoff = backoffs.find((candidate) => candidate === value);
  if (backoff === undefined) {
    invalid(context, child, '`retry.backoff`', `one of ${backoffs.join(', ')}`, id);
  }
  return backoff ?? defaultRetry.backoff;
}

export interface NumberRange {
  readonly low: number;
  readonly high: number;
  readonly whole: boolean;
}

/** A number of a step's policy; anything else is reported. */
export function readCount(
  context: ReadContext,
  node: SourceNode,
  what: string,
  { low, high, whole }: NumberRange,
  id: StepId,
  code: string,
): number | undefined {
  const value = node.type === 'scalar' ? node.value : undefined;
  const fits =
    typeof value === 'number' &&
    value >= low &&
    value <= high &&
    (!whole || Number.isInteger(value));
  if (fits) return value;
  const expected = `a ${whole ? 'whole ' : ''}number from ${low} to ${high}`;
  invalid(context, node, what, expected, id, code);
  return undefined;
}

/** A duration of a step, of its `retry:` block or of the workflow's settings. */
export function readDuration(
  context: ReadContext,
  parent: MapNode,
  key: string,
  id?: StepId,
): number | undefined {
  const node = childOf(parent, key);
  if (node === undefined || isNothing(node)) return undefined;
  const duration = node.type === 'scalar' ? parseDuration(node.value) : undefined;
  if (duration !== undefined && duration <= longestDuration) return duration;
  context.problems.add({
    code: 'DURATION_INVALID',
    message: `\`${key}\` must be a duration, found ${nameOf(node)}`,
    hint: 'Write 500ms, 30s, 5m, 2h or 1d, or a whole number of milliseconds; at most 24 days.',
    from: node.from,
    to: node.to,
    ...(id !== undefined && { step: id }),
  });
  return undefined;
}

function invalid(
  context: ReadContext,
  node: SourceNode,
  what: string,
  expected: string,
  id: StepId,
  code = 'RETRY_INVALID',
): void {
  context.problems.add({
    code,
    message: `${what} must be ${expected}, found ${nameOf(node)}`,
    from: node.from,
    to: node.to,
    step: id,
  });
}
