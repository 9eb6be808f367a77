import type { RunEvent } from '../../../src-shared/runs/events';
import { crashPointOf } from '../lib/crash-points';

// Crash points of a simulated run: its journal keeps events one by one, so a crash is a cut between two.

/** Whether a log that ends after so many events ends at the point. */
export type CutPoint = (log: readonly RunEvent[], kept: number) => boolean;

/** The cut for a name of a crash point with an event in it. */
export function cutPointOf(name: string): CutPoint {
  const { type, moment } = crashPointOf(name);
  if (type === null || moment === null || moment === 'in-commit') {
    throw new Error(
      'In the simulation --at names an event: before-step-completed, after-step-started …',
    );
  }
  const next = moment === 'before-commit' ? 0 : -1;
  return (log, kept) => log[kept + next]?.type === type;
}

/** The names of a cut: `after-step-started, before-step-completed`. */
export function cutName(log: readonly RunEvent[], kept: number): string {
  const named = (prefix: string, event: RunEvent | undefined): string[] =>
    event === undefined ? [] : [`${prefix}-${event.type.replace('.', '-')}`];
  return [...named('after', log[kept - 1]), ...named('before', log[kept])].join(', ');
}
