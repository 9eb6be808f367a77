import type { RunId } from '@shared/lib/ids';
import type { RunEvent } from '@shared/runs/events';
import type { Clock } from '../engine/types';

/** One frame of a screen: more often than that nobody can see. */
const frame = 16;

const statusEvents = new Set<RunEvent['type']>([
  'run.created',
  'run.started',
  'run.completed',
  'run.failed',
  'run.cancelled',
  'run.interrupted',
  'run.resumed',
  // Whether a run works or waits shows in its status too.
  'step.waiting',
  'step.resumed',
  'step.interrupted',
  'step.decided',
]);

export interface EventPublisher {
  /** Committed events, in the order of their commits. */
  add(events: readonly RunEvent[]): void;
  /** Something began or ended waiting. */
  waitsChanged(): void;
  /** Publishes what waits for its frame, now. */
  flush(): void;
}

export interface PublisherTarget {
  events(run: RunId, events: readonly RunEvent[]): void;
  statusChanged(run: RunId): void;
  waitsChanged(): void;
}

/** Gathers events of all runs and passes them on once per frame, each run's in order. */
export function createEventPublisher(clock: Clock, target: PublisherTarget): EventPublisher {
  let waiting = new Map<RunId, RunEvent[]>();
  let waitsChanged = false;
  let cancel: (() => void) | undefined;

  function flush(): void {
    cancel?.();
    cancel = undefined;
    const batch = waiting;
    waiting = new Map();
    for (const [run, events] of batch) {
      target.events(run, events);
      if (events.some((event) => statusEvents.has(event.type))) target.statusChanged(run);
    }
    if (waitsChanged) {
      waitsChanged = false;
      target.waitsChanged();
    }
  }

  return {
    add(events) {
      for (const event of events) {
        const known = waiting.get(event.run);
        if (known) known.push(event);
        else waiting.set(event.run, [event]);
      }
      cancel ??= clock.schedule(frame, flush);
    },
    waitsChanged() {
      waitsChanged = true;
      cancel ??= clock.schedule(frame, flush);
    },
    flush,
  };
}
