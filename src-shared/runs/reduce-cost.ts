import { addCost, type StepCost } from './cost';
import type { Draft } from './draft';
import { stepRunKey, type ScopePath } from './scope-path';

interface Paid {
  readonly path: ScopePath;
  readonly step: string;
  readonly cost: StepCost;
}

/** An attempt has ended that cost something: its step run and the run cost that much more. */
export function reduceCost(draft: Draft, { path, step, cost }: Paid): void {
  draft.cost = addCost(draft.cost, cost);
  const key = stepRunKey(path, step);
  const run = draft.steps.get(key) ?? { step, path, status: 'pending', attempt: 0, logCount: 0 };
  draft.steps = draft.steps.set(key, { ...run, cost: addCost(run.cost, cost) }, draft.owner);
}

/** What was taken over from another run was paid for there. */
export function forgetCosts(draft: Draft): void {
  if (draft.cost === undefined) return;
  delete draft.cost;
  for (const [key, run] of draft.steps) {
    if (run.cost === undefined) continue;
    const { cost: _cost, ...rest } = run;
    draft.steps = draft.steps.set(key, rest, draft.owner);
  }
}
