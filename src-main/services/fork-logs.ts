import type { RunEvent } from '@shared/runs/events';
import type { ForeignLog } from '../engine/types';
import type { EventsRepository } from '../storage/repositories/events';
import type { RunsRepository } from '../storage/repositories/runs';

export interface ForkLogParts {
  readonly runs: Pick<RunsRepository, 'find'>;
  readonly eventLog: Pick<EventsRepository, 'whole'>;
}

/**
 * What happened in the runs that this one was forked from, after it had gone its own way: what had an
 * effect there has had it. A run that was removed meanwhile tells nothing.
 */
export async function foreignLogs(
  events: readonly RunEvent[],
  { runs, eventLog }: ForkLogParts,
): Promise<readonly ForeignLog[]> {
  const logs: ForeignLog[] = [];
  for (const event of events) {
    if (event.type !== 'run.forked' || event.live || runs.find(event.from) === undefined) continue;
    logs.push({ events: await eventLog.whole(event.from), at: event.at });
  }
  return logs;
}
