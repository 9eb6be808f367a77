import type { Attempt } from '../scope';
import type { Gates } from './gates';

/** Whether the debugger holds it at its end: before anything follows, or on one of its wires. */
export function standsAtEnd(gates: Gates, attempt: Attempt): boolean {
  const { scope, plan, ending } = attempt;
  if (ending === null || scope.ended) return false;
  if (attempt.wires === 0) {
    attempt.wires = 1;
    if (ending.completed && gates.stopsAt(attempt, 'after')) return true;
  }
  if (scope.failure !== null || ending.leaves !== undefined) return false;
  for (let at = attempt.wires - 1; at < plan.outgoing.length; at += 1) {
    attempt.wires = at + 2;
    const edge = plan.outgoing[at];
    if (edge === undefined || !ending.taken.includes(edge.fromPort)) continue;
    if (gates.stopsAt(attempt, 'wire', { edge: edge.id })) return true;
  }
  return false;
}
