import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../test/helpers/fake-clock';
import { openServices, threeSteps } from '../../test/helpers/open-services';
import { tempFolder } from '../../test/helpers/temp-profile';
import type { Services } from './create-services';

const failing = `stepwell: 1
name: Fails 100 %
steps:
  start: { kind: manual-start }
  stop: { kind: fail, with: { message: Out of paper } }
edges: [start -> stop]
`;

async function runOf(services: Services, text: string, input = {}) {
  const workflowId = await services.library.create({ text });
  const run = await services.runs.start({
    workflowId,
    text,
    input,
    secrets: {},
    requestKey: `key-${workflowId}`,
    startedBy: 'test',
  });
  await services.runs.outcome(run);
  return { workflowId, run };
}

describe('createRunStatisticsService', () => {
  it('finds runs by workflow, status, time and words, page by page', async () => {
    const services = await openServices(tempFolder());
    const good = await runOf(services, threeSteps, { count: 2 });
    const bad = await runOf(services, failing);
    const { search } = services.runStatistics;
    const idsOf = (query: Parameters<typeof search>[0]) =>
      search(query, undefined, 10).runs.map(({ id }) => id);

    expect(idsOf({})).toEqual([bad.run, good.run]);
    expect(idsOf({ workflowId: good.workflowId })).toEqual([good.run]);
    expect(idsOf({ statuses: ['failed', 'cancelled'] })).toEqual([bad.run]);
    expect(idsOf({ text: 'out of PAPER' })).toEqual([bad.run]);
    expect(idsOf({ text: '100 %' })).toEqual([bad.run]);
    expect(idsOf({ text: 'three_steps' })).toEqual([]);
    expect(idsOf({ since: Date.now() + 1_000 })).toEqual([]);
    expect(idsOf({ until: Date.now() + 1_000 })).toHaveLength(2);

    const first = search({}, undefined, 1);
    expect([first.runs.map(({ id }) => id), first.more]).toEqual([[bad.run], true]);
    const second = search({}, bad.run, 1);
    expect([second.runs.map(({ id }) => id), second.more]).toEqual([[good.run], false]);
  });

  it('has no time below zero for a run during which the clock was set back', async () => {
    const clock = new FakeClock();
    const services = await openServices(tempFolder(), { clock });
    const text = `stepwell: 1
name: Waits
steps:
  start: { kind: manual-start }
  wait: { kind: delay, with: { for: 10s } }
edges: [start -> wait]
`;
    const workflowId = await services.library.create({ text });
    const request = { workflowId, text, input: {}, secrets: {}, startedBy: 'test' };
    const run = await services.runs.start({ ...request, requestKey: 'key' });
    const isWaiting = () => services.runs.get(run).status === 'waiting';
    await expect.poll(isWaiting, { timeout: 15_000 }).toBe(true);
    clock.wallOffset -= 86_400_000;
    await clock.advance(10_000);
    const { startedAt, endedAt } = await services.runs.outcome(run);
    expect((endedAt ?? 0) - (startedAt ?? 0)).toBeLessThan(0);
    expect(services.runStatistics.statistics({}).ended[0]?.duration).toBe(0);
  });

  it('counts, and says what steps and runs take', async () => {
    const services = await openServices(tempFolder());
    const good = await runOf(services, threeSteps, { count: 2 });
    await runOf(services, failing);
    const all = services.runStatistics.statistics({});
    expect([all.total, all.counts, all.steps]).toEqual([2, { completed: 1, failed: 1 }, []]);
    expect(all.ended.map(({ status }) => status)).toEqual(['completed', 'failed']);
    expect(all.workflows.map(({ name }) => name)).toEqual(['Fails 100 %', 'Three steps']);

    const one = services.runStatistics.statistics({ workflowId: good.workflowId });
    expect(one.steps.map(({ step, count, failed }) => [step, count, failed]).sort()).toEqual([
      ['double', 1, 0],
      ['say', 1, 0],
      ['start', 1, 0],
    ]);
    const times = services.runStatistics.times(good.workflowId);
    expect(times.run).toBeGreaterThanOrEqual(0);
    expect(Object.keys(times.steps).sort()).toEqual(['double', 'say', 'start']);
  });
});
