import type { Attempt, Scope } from '../scope';
import type { BranchLines } from './branch-lines';
import type { BranchState } from './debug-port';

/** The lines of work that are under way, by number: each where its innermost step is. */
export function branchStates(top: Scope, lines: BranchLines): readonly BranchState[] {
  const states = new Map<number, BranchState>();
  visit(top, lines, states);
  return [...states.values()].sort((a, b) => a.id - b.id);
}

function visit(scope: Scope, lines: BranchLines, states: Map<number, BranchState>): void {
  for (const attempt of scope.open) {
    const id = lines.of(attempt);
    states.set(id, {
      id,
      began: lines.began(id),
      status: statusOf(attempt),
      step: attempt.plan.id,
      path: scope.path,
    });
    // What is inside is further in, so it stands for the line that leads there.
    for (const body of attempt.bodies ?? []) visit(body, lines, states);
  }
}

function statusOf(attempt: Attempt): BranchState['status'] {
  if (attempt.hold !== null) return 'stopped';
  switch (attempt.state) {
    case 'waiting':
    case 'retrying':
    case 'asking':
    case 'held':
    case 'queued':
      return 'waiting';
    default:
      // A container does nothing itself while its bodies are at work in lines of their own.
      return attempt.bodies !== null && attempt.bodies.size > 0 ? 'waiting' : 'running';
  }
}
