import type { Draft } from './draft';
import type { StepStatus } from './events';
import { hasOpenScope, putStepRun } from './put-step-run';
import type { StepRun } from './state';

// Steps end before what is around them, and say so. A crash takes their word: then whatever ends the
// things around them ends them too, or they would seem to run, or ask somebody, for ever.

const atWork: ReadonlySet<StepStatus> = new Set([
  'queued',
  'running',
  'waiting',
  'interrupted',
  'retrying',
]);

/** What is at work in the bodies of a container that has ended is over. */
export function cutOffBodies(draft: Draft, container: string, time: number): void {
  if (!hasOpenScope(draft.scopes.get(container))) return;
  const prefix = `${container}[`;
  for (const [key, run] of draft.steps) {
    if (key.startsWith(prefix)) cutOffStep(draft, key, run, time);
  }
  for (const [key, counts] of draft.scopes) {
    if (key !== container && !key.startsWith(prefix)) continue;
    const { started, completed, failed, cancelled, left } = counts;
    const open = started - completed - failed - cancelled - left;
    if (open > 0) {
      draft.scopes = draft.scopes.set(key, { ...counts, cancelled: cancelled + open }, draft.owner);
    }
  }
}

/** A step and all in it, if it is at work. */
export function cutOff(draft: Draft, key: string, run: StepRun, time: number): void {
  if (!atWork.has(run.status)) return;
  cutOffStep(draft, key, run, time);
  cutOffBodies(draft, key, time);
}

function cutOffStep(draft: Draft, key: string, run: StepRun, time: number): void {
  if (!atWork.has(run.status)) return;
  const { waitsFor: _waitsFor, ...rest } = run;
  putStepRun(draft, key, run, { ...rest, status: 'cancelled', taken: [], endedAt: time });
}
