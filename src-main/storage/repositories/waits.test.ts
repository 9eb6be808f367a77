import type { NewRunEvent, WaitTarget } from '@shared/runs/events';
import { describe, expect, it } from 'vitest';
import { eventsOfRun, openStore, putVersion, runId } from '../../../test/helpers/stored-runs';
import { tempFolder } from '../../../test/helpers/temp-profile';
import { createJournal } from '../journal';
import { createTopicsRepository } from './topics';
import { createWaitsRepository } from './waits';

const run = runId(1);
const step = { step: 'fetch', path: [{ step: 'each', iteration: 2 }] };
const waiting = (target?: WaitTarget, attempt = 1): NewRunEvent => ({
  type: 'step.waiting',
  ...step,
  attempt,
  until: null,
  reason: 'waits for it',
  ...(target && { for: target }),
});
const resumed = (signal?: unknown): NewRunEvent => ({
  type: 'step.resumed',
  ...step,
  attempt: 1,
  ...(signal !== undefined && { signal: { value: signal as never } }),
});
const topic: WaitTarget = { type: 'event', topic: 'order.paid' };

async function setUp() {
  const store = await openStore(tempFolder());
  const journal = createJournal(store);
  await journal.append(eventsOfRun(run, putVersion(store)).slice(0, 2));
  let seq = 2;
  const topics = createTopicsRepository(store.database);
  const waits = createWaitsRepository(store.database);
  return {
    store,
    topics,
    waits,
    emit: (id: string) => topics.emit({ id, topic: 'order.paid', data: { id }, time: 5 }),
    append: (...events: NewRunEvent[]) =>
      journal.append(
        events.map((event) => ({ ...event, run, seq: (seq += 1), time: 1_000 + seq })),
      ),
  };
}

describe('waits', () => {
  it('are there while they last, with what they wait for', async () => {
    const { append, waits } = await setUp();
    await append(waiting(topic));
    expect(waits.list({ type: 'event' })).toEqual([
      expect.objectContaining({
        ...step,
        run,
        seq: 3,
        topic: 'order.paid',
        target: topic,
        since: 1_003,
      }),
    ]);
    expect(waits.list({ type: 'approval' })).toEqual([]);
    await append(resumed());
    expect(waits.list({})).toEqual([]);
    await append(waiting(), { type: 'step.cancelled', ...step, attempt: 1 });
    expect(waits.list({})).toEqual([]);
    await append({ type: 'step.interrupted', ...step, attempt: 1 });
    expect(waits.find(run, step.path, 'fetch')).toMatchObject({ type: 'decision' });
    await append({ type: 'run.failed', error: { code: 'X', kind: 'user', message: 'x' } });
    expect(waits.list({})).toEqual([]);
  });

  it('end with the step also in a process that did not see them begin', async () => {
    const { append, waits, store } = await setUp();
    await append(waiting(topic));
    const events = [{ ...resumed(), run, seq: 4, time: 4 }] as const;
    await createJournal(store).append(events as never);
    expect(waits.list({})).toEqual([]);
  });

  it('count the events since they began, or since the run began', async () => {
    const { append, waits, topics, emit } = await setUp();
    emit('early');
    await append(waiting(topic));
    const wait = waits.find(run, step.path, 'fetch');
    emit('late');
    const ids = (position: number) => topics.after('order.paid', position, 9).map(({ id }) => id);
    expect(ids(wait?.topicPosition ?? -1)).toEqual(['late']);

    await append(resumed({ position: 2 }), waiting({ ...topic, since: 'run-start' }));
    const second = waits.find(run, step.path, 'fetch');
    expect(ids(second?.topicPosition ?? -1)).toEqual(['early', 'late']);
    // What ended an earlier wait of the run does not end a later one.
    expect(topics.wasDelivered(run, 1, second?.seq ?? 0)).toBe(false);
    expect(topics.wasDelivered(run, 2, second?.seq ?? 0)).toBe(true);
    expect(topics.wasDelivered(run, 2, 4)).toBe(false);
  });

  it('stay the same wait when a restored attempt announces them again', async () => {
    const { append, waits, emit } = await setUp();
    await append(waiting(topic));
    const before = waits.find(run, step.path, 'fetch');
    emit('while nobody ran');
    await append(
      {
        type: 'step.started',
        ...step,
        attempt: 1,
        key: 'k',
        input: { value: null },
        recovered: true,
      },
      waiting(topic),
    );
    expect(waits.find(run, step.path, 'fetch')).toEqual(before);
    await append(waiting({ type: 'event', topic: 'other' }));
    expect(waits.find(run, step.path, 'fetch')).toMatchObject({ seq: 6, topicPosition: 1 });
  });

  it('take one answer, which goes with them', async () => {
    const { append, waits, store } = await setUp();
    await append(waiting({ type: 'approval', title: 'Pay?' }));
    const wait = waits.find(run, step.path, 'fetch');
    if (!wait) throw new Error('no wait');
    const answer = { type: 'signal', value: { action: 'approve' }, givenAt: 7 } as const;
    expect(waits.answer(wait, answer)).toBe(true);
    expect(waits.answer(wait, answer)).toBe(false);
    expect(waits.answered(store.owner.id)).toEqual([wait]);
    expect(waits.answerTo(wait)).toEqual(answer);
    expect(waits.answered('somebody else')).toEqual([]);
    await append(resumed(answer.value), waiting({ type: 'approval', title: 'Pay?' }));
    expect(waits.answered(store.owner.id)).toEqual([]);
    // A late answer to the wait that is over is not one to the next.
    expect(waits.answer(wait, answer)).toBe(false);
  });
});

describe('topics', () => {
  it('keep an event once, in order', async () => {
    const { emit, topics } = await setUp();
    expect([emit('a'), emit('b'), emit('a')]).toEqual([
      { repeated: false },
      { repeated: false },
      { repeated: true },
    ]);
    expect(topics.recent(undefined, 5).map(({ id }) => id)).toEqual(['b', 'a']);
    expect(topics.recent('other', 5)).toEqual([]);
  });

  it('forget old events unless an open run may still want them', async () => {
    const { emit, append, topics } = await setUp();
    emit('a');
    expect(topics.removeBefore(9)).toBe(0);
    await append({ type: 'run.cancelled', reason: 'x' });
    expect(topics.removeBefore(5)).toBe(0);
    expect(topics.removeBefore(9)).toBe(1);
  });
});
