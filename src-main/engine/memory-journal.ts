import type { RunEvent } from '@shared/runs/events';
import type { Journal } from './types';

/** Keeps events in memory: for runs whose history nobody needs afterwards, and for tests. */
export class MemoryJournal implements Journal {
  readonly events: RunEvent[] = [];

  append(events: readonly RunEvent[]): undefined {
    for (const event of events) this.events.push(event);
    return undefined;
  }
}
