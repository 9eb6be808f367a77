import type { RunId } from '@shared/lib/ids';
import { describe, expect, it } from 'vitest';
import { openServices } from '../../test/helpers/open-services';
import { tempFolder } from '../../test/helpers/temp-profile';
import { waitUntil } from '../../test/helpers/wait-until';
import type { Services } from './create-services';

let keys = 0;

function workflow(steps: string, edges: string, result: string): string {
  return `stepwell: 1
name: Events
result: "{{ ${result} }}"
steps:
  start: { kind: manual-start }
${steps}
edges: [${edges}]
`;
}

function start(services: Services, text: string, input = {}): Promise<RunId> {
  return services.runs.start({
    workflowId: null,
    text,
    input,
    secrets: {},
    startedBy: 'test',
    restricted: false,
    requestKey: `delivery-${(keys += 1)}`,
  });
}

const waiting = (services: Services, run: RunId, count: number) =>
  waitUntil(`${count} steps wait`, () => services.topics.waits(run).length === count);

const outputOf = async (services: Services, run: RunId) => {
  const { status, output, error } = await services.runs.outcome(run);
  expect(error).toBeUndefined();
  return status === 'completed' && output && 'value' in output ? output.value : status;
};

describe('events', () => {
  it('reach every step that waits for them, each once, and nobody else', async () => {
    const services = await openServices(tempFolder());
    const text = workflow(
      `  one: { kind: wait-for-event, with: { topic: paid, match: "{{ event.data == input.id }}" } }
  two: { kind: wait-for-event, with: { topic: paid, match: "{{ event.data == input.id }}" } }`,
      'start -> one, start -> two',
      '[steps.one.data, steps.two.data, steps.one.id == steps.two.id]',
    );
    await services.topics.emit('paid', 1);
    const first = await start(services, text, { id: 1 });
    const second = await start(services, text, { id: 2 });
    await waiting(services, first, 2);
    await waiting(services, second, 2);
    expect(await services.topics.emit('paid', 2)).toMatchObject({ waiting: 4 });
    expect(await outputOf(services, second)).toEqual([2, 2, true]);
    expect(services.topics.waits(first)).toHaveLength(2);
    await services.topics.emit('other', 1);
    await services.topics.emit('paid', 1);
    expect(await outputOf(services, first)).toEqual([1, 1, true]);
  });

  it('from before the wait count where the step says so, but not twice in one run', async () => {
    const services = await openServices(tempFolder());
    const text = workflow(
      `  go: { kind: wait-for-event, with: { topic: go } }
  one: { kind: wait-for-event, with: { topic: item, since: run-start } }
  two: { kind: wait-for-event, with: { topic: item, since: run-start } }`,
      'start -> go, go -> one, one -> two',
      '[steps.one.data, steps.two.data]',
    );
    await services.topics.emit('item', 'before the run');
    const run = await start(services, text);
    await waiting(services, run, 1);
    await services.topics.emit('item', 'a');
    await services.topics.emit('item', 'b');
    await services.topics.emit('go', null);
    expect(await outputOf(services, run)).toEqual(['a', 'b']);
  });

  it('are emitted once by a step, also for a run of another process', async () => {
    const profile = tempFolder();
    const one = await openServices(profile);
    const other = await openServices(profile);
    const listens = workflow(
      '  hear: { kind: wait-for-event, with: { topic: told } }',
      'start -> hear',
      'steps.hear.data.n',
    );
    const run = await start(one, listens);
    await waiting(one, run, 1);
    const tells = workflow(
      '  tell: { kind: emit-event, with: { topic: told, data: { n: "{{ 40 + 2 }}" } } }',
      'start -> tell',
      'steps.tell.topic',
    );
    expect(await outputOf(other, await start(other, tells))).toBe('told');
    expect(await outputOf(one, run)).toBe(42);
    expect(one.topics.recent('told', 9)).toHaveLength(1);
  });

  it('are heard one after the other in a loop', async () => {
    const services = await openServices(tempFolder());
    const text = workflow(
      `  each:
    kind: loop
    with: { items: [1, 2, 3] }
    steps:
      next: { kind: wait-for-event, with: { topic: item, since: run-start } }
    edges: []`,
      'start -> each',
      'steps.each.results.map(r => r.data)',
    );
    const run = await start(services, text);
    await waiting(services, run, 1);
    for (const data of ['a', 'b', 'c']) await services.topics.emit('item', data);
    expect(await outputOf(services, run)).toEqual(['a', 'b', 'c']);
  });

  it('emitted while no process has the run reach it when it goes on', async () => {
    const profile = tempFolder();
    const first = await openServices(profile);
    const text = workflow(
      '  hear: { kind: wait-for-event, with: { topic: told } }',
      'start -> hear',
      'steps.hear.data',
    );
    const run = await start(first, text);
    await waiting(first, run, 1);
    await first.close();
    const command = await openServices(profile);
    await command.topics.emit('told', 'while you were away');
    await command.close();
    const second = await openServices(profile, { resumeRuns: true });
    expect(await outputOf(second, run)).toBe('while you were away');
  });
});
