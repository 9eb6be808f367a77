import type { RunId } from '@shared/lib/ids';
import { isJsonObject, type JsonValue } from '@shared/lib/json';
import type { InterruptDecision } from '@shared/runs/events';
import { stepRunKey } from '@shared/runs/scope-path';
import type { Delivery, RunHandle } from '../engine/types';
import type { StoredTopicEvent, TopicsRepository } from '../storage/repositories/topics';
import type { Answer, WaitRecord, WaitsRepository } from '../storage/repositories/waits';
import { createSlices } from '../storage/slices';

// Brings what was kept for waiting steps, answers and emitted events, to the runs of this process.
// Everything is kept before it is brought, and the journal strikes it off in the transaction that
// records that it came; so it comes exactly once, whichever process kept it and however often this
// is asked to look.

export interface WaitDelivery {
  /** Brings what there is; resolves when all that can be brought now has been taken in. */
  deliver(): Promise<void>;
  /** Brings the answer to one wait; resolves when it was taken in, or cannot be now. */
  bring(wait: WaitRecord): Promise<void>;
}

export interface DeliveryParts {
  readonly waits: WaitsRepository;
  readonly topics: TopicsRepository;
  /** This process. */
  readonly owner: string;
  /** The run when this process has it; undefined while it cannot be had. */
  readonly handleOf: (run: RunId) => RunHandle | undefined;
  readonly onFault: (error: unknown) => void;
}

const eventsAtOnce = 100;

export function createWaitDelivery(parts: DeliveryParts): WaitDelivery {
  const { waits, topics, owner } = parts;
  /** Waits that something is being brought to. */
  const busy = new Map<string, Work>();
  /** Up to where a wait has refused events. */
  const refused = new Map<string, number>();

  /** One thing at a time for each wait. */
  function forWait(wait: WaitRecord, bring: (handle: RunHandle) => Promise<void>): Promise<void> {
    const key = keyOf(wait);
    const known = busy.get(key);
    if (known) {
      // Something may have come after it looked.
      known.again = true;
      return known.done;
    }
    const handle = parts.handleOf(wait.run);
    if (!handle) return Promise.resolve();
    const work: Work = { again: true, done: Promise.resolve() };
    busy.set(key, work);
    work.done = untilNothingComes(work, () => bring(handle))
      .catch(parts.onFault)
      .finally(() => busy.delete(key));
    return work.done;
  }

  async function bringAnswer(handle: RunHandle, wait: WaitRecord): Promise<void> {
    const answer = waits.answerTo(wait);
    if (!answer) return;
    const delivery = await send(handle, wait, answer);
    // Nobody can take it: whoever gave it may give another.
    if (delivery === 'refused') waits.dropAnswer(wait);
  }

  async function bringEvents(handle: RunHandle, wait: WaitRecord): Promise<void> {
    const key = keyOf(wait);
    for (;;) {
      const from = refused.get(key) ?? wait.topicPosition;
      const events = topics.after(wait.topic ?? '', from, eventsAtOnce);
      if (events.length === 0) return;
      for (const event of events) {
        if (!endedEarlierWait(wait, event)) {
          const delivery = await handle.signal(wait, asSignal(event));
          if (delivery === 'accepted') refused.delete(key);
          // Not waiting yet, or not any more: looked at again the next time.
          if (delivery !== 'refused') return;
        }
        refused.set(key, event.position);
      }
    }
  }

  function endedEarlierWait(wait: WaitRecord, event: StoredTopicEvent): boolean {
    return topics.wasDelivered(wait.run, event.position, wait.seq);
  }

  return {
    bring: (wait) => forWait(wait, (handle) => bringAnswer(handle, wait)),
    async deliver() {
      const slices = createSlices();
      const works: Promise<void>[] = [];
      for (const wait of waits.answered(owner)) {
        works.push(forWait(wait, (handle) => bringAnswer(handle, wait)));
        await slices.pause();
      }
      const open = waits.list({ type: 'event', owner });
      forgetEnded(refused, open);
      for (const wait of open) {
        works.push(forWait(wait, (handle) => bringEvents(handle, wait)));
        await slices.pause();
      }
      await Promise.all(works);
    },
  };
}

interface Work {
  again: boolean;
  done: Promise<void>;
}

async function untilNothingComes(work: Work, bring: () => Promise<void>): Promise<void> {
  while (work.again) {
    work.again = false;
    await bring();
  }
}

function send(handle: RunHandle, wait: WaitRecord, answer: Answer): Promise<Delivery> {
  if (answer.type === 'signal') return handle.signal(wait, answer.value);
  const { decision, output } = isJsonObject(answer.value) ? answer.value : {};
  return handle.decide(wait, decision as InterruptDecision, output ?? null);
}

function asSignal({ id, topic, data, time, position }: StoredTopicEvent): JsonValue {
  return { id, topic, data, time, position };
}

function keyOf({ run, path, step, seq }: WaitRecord): string {
  return `${run} ${stepRunKey(path, step)} ${seq}`;
}

function forgetEnded(refused: Map<string, number>, open: readonly WaitRecord[]): void {
  if (refused.size === 0) return;
  const keys = new Set(open.map(keyOf));
  for (const key of refused.keys()) if (!keys.has(key)) refused.delete(key);
}
