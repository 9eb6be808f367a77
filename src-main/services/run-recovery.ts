import { toErrorData } from '@shared/errors/app-error';
import type { RunEvent } from '@shared/runs/events';
import type { RunJournal } from '../storage/journal';
import type { Store } from '../storage/open-database';
import { deadOwners, forgetOwner, isOwnerAlive } from '../storage/owners';
import type { RunRecord, RunsRepository } from '../storage/repositories/runs';
import { createSlices } from '../storage/slices';
import type { RunRestorer } from './run-restorer';

// Runs that processes which are gone left behind: they go on here, before anything new starts.

export interface Recovery {
  /**
   * Takes over what dead processes left and lets it go on. Resolves when all of it is at work again,
   * or is closed with the reason why it cannot go on; says how many go on.
   */
  recover(): Promise<number>;
}

export interface RecoveryParts {
  readonly store: Store;
  readonly runs: RunsRepository;
  readonly journal: RunJournal;
  readonly restorer: RunRestorer;
  readonly now: () => number;
}

export function createRecovery(parts: RecoveryParts): Recovery {
  const { store, runs, journal, restorer, now } = parts;
  const { profile, owner } = store;

  function adoptOrphans(): RunRecord[] {
    const adopted = runs
      .openOwners()
      .filter((id) => id !== owner.id && !isOwnerAlive(profile, id))
      .flatMap((dead) => runs.adopt(dead, owner.id));
    for (const dead of deadOwners(profile)) forgetOwner(profile, dead);
    return adopted;
  }

  async function goOn(record: RunRecord): Promise<boolean> {
    try {
      await restorer.restore(record, 'recovery', {});
      return true;
    } catch (error) {
      const { message, hint } = toErrorData(error);
      const why = `Stepwell ended while it went on, and it cannot go on by itself. ${message}`;
      await closeRun(runs, journal, record, now(), hint ? `${why} ${hint}` : why);
      return false;
    }
  }

  return {
    async recover() {
      const slices = createSlices();
      const begun: Promise<boolean>[] = [];
      for (const record of adoptOrphans()) {
        // Not one after the other: their first events share a commit. But with pauses for the window.
        begun.push(goOn(record));
        await slices.pause();
      }
      return (await Promise.all(begun)).filter(Boolean).length;
    },
  };
}

/** Ends the log of an open run that nobody runs: it may be resumed later. */
export async function closeRun(
  runs: RunsRepository,
  journal: RunJournal,
  { id }: Pick<RunRecord, 'id'>,
  time: number,
  reason: string,
): Promise<void> {
  const record = runs.find(id);
  if (!record || record.endedAt !== null) return;
  const event: RunEvent = {
    run: id,
    seq: record.eventCount + 1,
    time,
    type: 'run.interrupted',
    reason,
  };
  // If even that cannot be kept, the next start takes the run up again.
  await journal.append([event]).catch(() => undefined);
}
