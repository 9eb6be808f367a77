import type { ParallelConfig } from '@shared/steps/parallel/definition';
import type { BodyOutcome, StepRunner } from '../../engine/types';
import { BranchResults, namedBranches, neededOf, type Branch } from './branches';

/** Branches that are still at work when this answers or throws are cancelled by the engine. */
export const runParallel: StepRunner<ParallelConfig> = async (context) => {
  const branches = namedBranches(context.sections);
  const total = branches.length;
  const results = new BranchResults(branches, context.config, neededOf(context.config, total));
  if (total === 0) return results.outcome();
  const enough = Promise.withResolvers<void>();
  let waits = true;
  const run = async (at: number): Promise<void> => {
    const branch = branches[at];
    if (branch === undefined) return;
    const outcome = await context.runBody(at, {}, { section: branch.section.step });
    // What ends at the same moment as the one that was waited for does not count any more.
    if (!waits) return;
    const done = endOf(branch, outcome);
    context.progress(results.ended, total, `${results.ended} of ${total} branches`);
    if (done) enough.resolve();
  };
  /** Whether the wait is over; it is so at once, before another branch is looked at. */
  const endOf = (branch: Branch, outcome: BodyOutcome): boolean => {
    let done = true;
    try {
      done = results.end(branch, outcome);
    } finally {
      waits = !done;
    }
    return done;
  };
  for (let at = 0; at < total; at += 1) {
    run(at).catch((error: unknown) => {
      waits = false;
      enough.reject(error);
    });
  }
  await enough.promise;
  return results.outcome();
};
