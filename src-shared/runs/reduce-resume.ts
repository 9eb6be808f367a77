import { hasEnded } from './has-ended';
import { cutOff } from './cut-off';
import type { Draft } from './draft';
import type { ResumeReason } from './events';
import { scopeKey, stepRunKey, type ScopePath } from './scope-path';
import { putStepRun } from './put-step-run';
import type { StepRun } from './state';

/**
 * A run goes on: what has to be done again is pending again, so that the edges that died with it
 * are open. `retry` takes back failures and cancellations; `recovery` takes back cancellations
 * whose cause was not recorded any more, for the log ends in the middle of one. What a handled
 * failure, or a step that left its graph, has ended stays ended.
 */
export function reopenRun(draft: Draft, reason: ResumeReason, time: number): void {
  const ends = endsOfScopes(draft);
  cutOffLeft(draft, ends, time);
  // A container stands before the steps of its bodies, so it is open again when they are looked at.
  for (const [key, run] of draft.steps) {
    if (!beginsAgain(run, reason, ends.get(scopeKey(run.path)))) continue;
    if (!isOpen(draft, run.path)) continue;
    const { step, path, attempt, logCount } = run;
    putStepRun(draft, key, run, { step, path, status: 'pending', attempt, logCount });
  }
  for (const [key, counts] of draft.scopes) {
    const container = draft.steps.get(key);
    if (container === undefined || hasEnded(container.status)) continue;
    if (!isOpen(draft, container.path)) continue;
    const failed = reason === 'retry' ? 0 : counts.failed;
    const started = counts.started - counts.cancelled - (counts.failed - failed);
    const after = { ...counts, started, failed, cancelled: 0 };
    draft.scopes = draft.scopes.set(key, after, draft.owner);
  }
}

/** A graph that a step has left is not gone on with: what was at work in it is over. */
function cutOffLeft(draft: Draft, ends: ReadonlyMap<string, ScopeEnd>, time: number): void {
  // One that stands under the debugger has not led out of its graph yet.
  const held = new Set(draft.stops?.map(({ path, step }) => stepRunKey(path, step)));
  const left = new Set<string>();
  for (const [key, run] of draft.steps) {
    if (run.leaves === undefined || held.has(key)) continue;
    const scope = scopeKey(run.path);
    if (ends.get(scope) === 'left') left.add(scope);
  }
  if (left.size === 0) return;
  for (const [key, run] of draft.steps) {
    if (left.has(scopeKey(run.path))) cutOff(draft, key, run, time);
  }
}

type ScopeEnd = 'failing' | 'left';

/** Scopes in which a step has failed, or which one has left, by key. */
function endsOfScopes(draft: Draft): Map<string, ScopeEnd> {
  const ends = new Map<string, ScopeEnd>();
  for (const run of draft.steps.values()) {
    if (run.status === 'failed' && run.handled === 'fail') ends.set(scopeKey(run.path), 'failing');
  }
  for (const run of draft.steps.values()) {
    if (run.leaves === undefined) continue;
    const key = scopeKey(run.path);
    if (!ends.has(key)) ends.set(key, 'left');
  }
  return ends;
}

function beginsAgain(run: StepRun, reason: ResumeReason, scope: ScopeEnd | undefined): boolean {
  if (scope === 'left') return false;
  if (run.status === 'cancelled') return reason === 'retry' || scope !== 'failing';
  return reason === 'retry' && run.status === 'failed' && run.handled === 'fail';
}

/** None of the containers around it has ended. One may have, and those in it never have said so. */
function isOpen(draft: Draft, path: ScopePath): boolean {
  return path.every(({ step }, depth) => {
    const run = draft.steps.get(stepRunKey(path.slice(0, depth), step));
    return run !== undefined && !hasEnded(run.status);
  });
}
