import { describe, expect, it } from 'vitest';
import { checkConfig } from '@shared/steps/check-config';
import { delay, type DelayConfig } from '@shared/steps/delay/definition';
import { createTestContext } from '../lib/test-context';
import { runDelay } from './run';

const now = Date.UTC(2027, 0, 1);

function waiting(config: Record<string, unknown>) {
  const context = createTestContext<DelayConfig>('delay', { for: undefined, ...config }, { now });
  return { context, run: async () => runDelay(context) };
}

describe('runDelay', () => {
  it('waits for a duration', async () => {
    const { context, run } = waiting({ for: '90s' });
    expect(await run()).toEqual({ output: { until: '2027-01-01T00:01:30.000Z', waited: 90_000 } });
    expect(context.waits).toEqual([{ time: now + 90_000, reason: 'waits 90s' }]);
  });

  it('waits until a date, and not at all for one in the past', async () => {
    const future = waiting({ until: '2027-01-01T01:00:00+01:00' });
    expect(await future.run()).toEqual({
      output: { until: '2027-01-01T00:00:00.000Z', waited: 0 },
    });
    expect(future.context.waits).toEqual([]);
    const later = waiting({ until: '2027-01-02T00:00:00Z' });
    expect(await later.run()).toMatchObject({ output: { waited: 86_400_000 } });
  });

  it('means a date without an offset in its zone', async () => {
    const { run } = waiting({ until: '2027-01-01T02:00', zone: 'Europe/Berlin' });
    expect(await run()).toEqual({
      output: { until: '2027-01-01T01:00:00.000Z', waited: 3_600_000 },
    });
  });

  it.each([
    [{}, 'DELAY_TIME'],
    [{ for: '1s', until: '2027-01-02' }, 'DELAY_TIME'],
    [{ until: '0000-00-00' }, 'DATE_INVALID'],
    [{ until: 'tomorrow' }, 'DATE_INVALID'],
    [{ until: '275761-01-01T00:00:00Z' }, 'DATE_INVALID'],
    [{ until: '2027-01-02', zone: 'Mars/Phobos' }, 'DATE_INVALID'],
  ])('refuses %j', async (config, code) => {
    await expect(waiting(config).run()).rejects.toMatchObject({ code });
    expect(checkConfig(delay, config).map((problem) => problem.code)).toEqual([code]);
  });
});
