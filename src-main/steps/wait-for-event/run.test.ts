import type { JsonObject } from '@shared/lib/json';
import { describe, expect, it } from 'vitest';
import { createTestContext, type TestContextOptions } from '../lib/test-context';
import { runWaitForEvent } from './run';

const time = Date.UTC(2027, 0, 2);
const event = (id: string, data: JsonObject) => ({ id, topic: 'paid', data, time, position: 7 });

function run(config: JsonObject, options: TestContextOptions = {}) {
  const context = createTestContext<never>(
    'wait-for-event',
    { topic: 'paid', ...config },
    { roots: { input: { id: 4 } }, ...options },
  );
  return { context, outcome: Promise.resolve(runWaitForEvent(context)) };
}

describe('wait-for-event', () => {
  it('takes the first event that matches', async () => {
    const { context, outcome } = run(
      { match: '{{ event.data.id == input.id && event.topic == "paid" }}', since: 'run-start' },
      { signals: [event('a', { id: 3 }), event('b', {}), event('c', { id: 4 })] },
    );
    expect((await outcome).output).toEqual({
      id: 'c',
      topic: 'paid',
      data: { id: 4 },
      time: '2027-01-02T00:00:00.000Z',
      timedOut: false,
    });
    expect(context.targets).toMatchObject([
      { for: { type: 'event', topic: 'paid', since: 'run-start' }, until: null },
    ]);
    // The one without an id cannot be compared; it is left alone, with a word about it.
    expect(context.logs.map(({ message }) => message)).toEqual([
      expect.stringContaining('for the event b'),
    ]);
  });

  it('takes no answer of match but true or false', async () => {
    const { context, outcome } = run(
      { match: '{{ event.data.id }}', timeout: '1m', onTimeout: 'continue' },
      { signals: [event('a', { id: 3 })] },
    );
    expect((await outcome).output).toMatchObject({ timedOut: true });
    expect(context.logs).toHaveLength(1);
  });

  it('fails or goes on when nothing came in time', async () => {
    const { context, outcome } = run({ timeout: '2s' });
    await expect(outcome).rejects.toMatchObject({ code: 'EVENT_TIMEOUT' });
    expect(context.targets[0]?.until).toBe(Date.UTC(2027, 0, 1) + 2_000);
    expect((await run({ timeout: '2s', onTimeout: 'continue' }).outcome).output).toEqual({
      id: null,
      topic: 'paid',
      data: null,
      time: null,
      timedOut: true,
    });
  });
});
