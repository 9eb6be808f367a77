import { parseDuration } from '../../lib/duration';
import type { CircuitBreaker, RateLimit, StepId } from '../model';
import type { MapNode } from '../source/node';
import {
  childMap,
  childOf,
  childText,
  isNothing,
  nameOf,
  reportUnknownKeys,
  type ReadContext,
} from './read-context';
import { readCount, readDuration } from './read-policies';

const rateLimitKeys = ['limit', 'per', 'key'] as const;
const circuitBreakerKeys = ['failures', 'reset', 'key'] as const;

/** Bounds that the JSON Schema names too. */
export const guardLimits = { starts: 100_000, failures: 1_000, keyLength: 200 } as const;

/** `rateLimit: { limit: 5, per: 1s, key: shop }`; without both numbers there is no limit. */
export function readRateLimit(
  context: ReadContext,
  step: MapNode,
  id: StepId,
): RateLimit | undefined {
  const node = childMap(context, step, 'rateLimit', '`rateLimit`', id);
  if (node === undefined) return undefined;
  reportUnknownKeys(context, node, rateLimitKeys, '`rateLimit`', id);
  const limit = readWanted(context, node, 'rateLimit', 'limit', guardLimits.starts, id);
  const per = readSpan(context, node, 'rateLimit', 'per', id);
  const key = readKey(context, node, 'rateLimit', id);
  if (limit === undefined || per === undefined) return undefined;
  return { limit, per, ...(key !== undefined && { key }) };
}

/** `circuitBreaker: { failures: 5, reset: 30s, key: shop }`. */
export function readCircuitBreaker(
  context: ReadContext,
  step: MapNode,
  id: StepId,
): CircuitBreaker | undefined {
  const node = childMap(context, step, 'circuitBreaker', '`circuitBreaker`', id);
  if (node === undefined) return undefined;
  reportUnknownKeys(context, node, circuitBreakerKeys, '`circuitBreaker`', id);
  const most = guardLimits.failures;
  const failures = readWanted(context, node, 'circuitBreaker', 'failures', most, id);
  const reset = readSpan(context, node, 'circuitBreaker', 'reset', id);
  const key = readKey(context, node, 'circuitBreaker', id);
  if (failures === undefined || reset === undefined) return undefined;
  return { failures, reset, ...(key !== undefined && { key }) };
}

function readWanted(
  context: ReadContext,
  node: MapNode,
  block: string,
  key: string,
  most: number,
  id: StepId,
): number | undefined {
  const child = childOf(node, key);
  if (child === undefined || isNothing(child)) {
    missing(context, node, `${block}.${key}`, `a whole number from 1 to ${most}`, id);
    return undefined;
  }
  const what = `\`${block}.${key}\``;
  return readCount(context, child, what, { low: 1, high: most, whole: true }, id, 'GUARD_INVALID');
}

/** A duration of at least a millisecond. */
function readSpan(
  context: ReadContext,
  node: MapNode,
  block: string,
  key: string,
  id: StepId,
): number | undefined {
  const child = childOf(node, key);
  if (child === undefined || isNothing(child)) {
    missing(context, node, `${block}.${key}`, 'a duration such as 1s', id);
    return undefined;
  }
  if (child.type === 'scalar' && parseDuration(child.value) === 0) {
    context.problems.add({
      code: 'GUARD_INVALID',
      message: `\`${block}.${key}\` must be longer than ${nameOf(child)}`,
      hint: 'Write a duration such as 500ms, 1s or 5m, or remove the block.',
      from: child.from,
      to: child.to,
      step: id,
    });
    return undefined;
  }
  return readDuration(context, node, key, id);
}

function readKey(
  context: ReadContext,
  node: MapNode,
  block: string,
  id: StepId,
): string | undefined {
  const key = childText(context, node, 'key', `\`${block}.key\``, id);
  if (key === undefined || (key !== '' && key.length <= guardLimits.keyLength)) return key;
  const child = childOf(node, 'key') ?? node;
  context.problems.add({
    code: 'GUARD_INVALID',
    message: `\`${block}.key\` must be a text of 1 to ${guardLimits.keyLength} characters`,
    hint: 'Steps with the same key share it; without a key it belongs to this step alone.',
    from: child.from,
    to: child.to,
    step: id,
  });
  return undefined;
}

function missing(
  context: ReadContext,
  node: MapNode,
  what: string,
  expected: string,
  id: StepId,
): void {
  context.problems.add({
    code: 'GUARD_INVALID',
    message: `\`${what}\` is missing`,
    hint: `Give ${expected}, or remove the block.`,
    from: node.from,
    to: node.to,
    step: id,
  });
}
