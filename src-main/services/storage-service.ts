import type { StorageStall } from '@shared/ipc/storage';
import type { Retention as RetentionSettings } from '@shared/ipc/settings';
import type { RunJournal } from '../storage/journal';
import type { JournalStall } from '../storage/journal-stall';
import type { Pruned, Retention } from '../storage/retention';
import type { Usage } from '../storage/repositories/usage';
import type { TopicsRepository } from '../storage/repositories/topics';

// How much there is, what stands still because nothing can be kept, and what is removed when.

export interface StorageService {
  state(): { stalled: StorageStall | null; bytes: number; runs: number };
  /** Tries again to keep what waits; false when that did not help. */
  resume(): Promise<{ resumed: boolean }>;
  /** Removes runs and events that the settings say are old enough. */
  prune(): Promise<Pruned>;
  /** The journal came to stand still, or goes on. */
  stallChanged(stall: JournalStall | undefined): StorageStall | null;
}

export interface StorageParts {
  readonly journal: () => RunJournal;
  readonly usage: () => Usage;
  readonly retention: Retention;
  readonly topics: Pick<TopicsRepository, 'removeBefore'>;
  readonly limits: () => RetentionSettings;
  readonly now: () => number;
}

/** Emitted events are kept this long, and longer while an open run may still want them. */
const topicEventDays = 30;
const day = 24 * 60 * 60 * 1000;

export function createStorageService(parts: StorageParts): StorageService {
  const { journal, usage, retention, topics, limits, now } = parts;
  let stalledSince: number | null = null;

  function shown(stall: JournalStall | undefined): StorageStall | null {
    if (!stall) return null;
    const { code, message, hint, wanted, free } = stall;
    return {
      code,
      message,
      hint,
      bytesNeeded: wanted > 0 ? wanted : null,
      bytesFree: free,
      since: stalledSince ?? now(),
    };
  }

  return {
    state: () => ({ stalled: shown(journal().stall), ...usage() }),
    resume: async () => ({ resumed: await journal().resume() }),
    async prune() {
      topics.removeBefore(now() - topicEventDays * day);
      return retention.prune(limits(), now());
    },
    stallChanged(stall) {
      stalledSince = stall ? (stalledSince ?? now()) : null;
      return shown(stall);
    },
  };
}
