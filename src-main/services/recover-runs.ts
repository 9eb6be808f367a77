import type { RunEvent } from '@shared/runs/events';
import type { RunJournal } from '../storage/journal';
import type { Store } from '../storage/open-database';
import { deadOwners, forgetOwner, isOwnerAlive } from '../storage/owners';
import type { RunRecord, RunsRepository } from '../storage/repositories/runs';

const reason =
  'Stepwell ended while this run was going on. Steps that had completed are kept; one that was ' +
  'at work may have had its effect.';

/**
 * Closes the runs that processes which are gone left behind. Runs of another Stepwell that is
 * still alive are its own business. Returns how many were closed.
 */
export async function recoverRuns(
  store: Store,
  runs: RunsRepository,
  journal: RunJournal,
  now: () => number,
): Promise<number> {
  const { profile, owner } = store;
  let closed = 0;
  for (const dead of runs.openOwners()) {
    if (dead === owner.id || isOwnerAlive(profile, dead)) continue;
    for (const run of runs.adopt(dead, owner.id)) {
      await journal.append([interruption(run, now(), reason)]);
      closed += 1;
    }
  }
  for (const dead of deadOwners(profile)) forgetOwner(profile, dead);
  return closed;
}

/** The last event of a run that nobody runs any more. */
export function interruption(run: RunRecord, time: number, why: string): RunEvent {
  return { run: run.id, seq: run.eventCount + 1, time, type: 'run.interrupted', reason: why };
}
