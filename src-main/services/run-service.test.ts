import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunEvent } from '@shared/runs/events';
import { foldRun } from '@shared/runs/reducer';
import { describe, expect, it } from 'vitest';
import { openServices, threeSteps } from '../../test/helpers/open-services';
import { tempFolder } from '../../test/helpers/temp-profile';
import { openDatabase } from '../storage/open-database';
import { createEventsRepository } from '../storage/repositories/events';
import { createRunsRepository } from '../storage/repositories/runs';

const request = {
  workflowId: null,
  text: threeSteps,
  input: { count: 21 },
  secrets: {},
  startedBy: 'test',
};

const waiting = `stepwell: 1
name: Waits
steps:
  start: { kind: manual-start }
  wait: { kind: delay, with: { for: 1h } }
edges: [start -> wait]
`;

const reads = `stepwell: 1
name: Reads
result: "{{ steps.read.content }}"
steps:
  start: { kind: manual-start }
  read: { kind: read-file, with: { path: data.txt, format: text } }
edges: [start -> read]
`;

let keys = 0;
const key = () => `request-${(keys += 1)}`;

describe('createRunService', () => {
  it('runs, records and publishes the same events, in order and without gaps', async () => {
    const published: RunEvent[] = [];
    const profile = tempFolder();
    const services = await openServices(profile, {
      events: { runEvents: (_run, events) => published.push(...events) },
    });
    const run = await services.runs.start({ ...request, requestKey: key() });
    const state = await services.runs.outcome(run);
    await services.close();
    expect(state.status).toBe('completed');

    const again = await openServices(profile);
    const { events, lastSeq } = again.runs.events(run, 0, 1_000);
    expect(published).toEqual(events);
    expect(events.map((event) => event.seq)).toEqual(events.map((_event, index) => index + 1));
    expect(lastSeq).toBe(events.length);
    expect(foldRun(events)).toEqual(state);
    expect(again.runs.text(run)).toBe(threeSteps);
    expect(again.runs.list({ limit: 5 })).toMatchObject({
      runs: [{ id: run, status: 'completed', workflowName: 'Three steps', error: null }],
      more: false,
    });
  });

  it('keeps step runs as the fold over the events has them', async () => {
    const profile = tempFolder();
    const services = await openServices(profile);
    const run = await services.runs.start({ ...request, requestKey: key() });
    const state = await services.runs.outcome(run);
    await services.close();
    const store = await openDatabase({ profile });
    const rows = createRunsRepository(store.database).stepRuns(run);
    expect(createEventsRepository(store.database).findFault(run)).toBeUndefined();
    store.close();
    const columns = rows.map(({ step, status, attempt, startedAt, endedAt }) => ({
      step,
      status,
      attempt,
      startedAt,
      endedAt,
    }));
    const folded = [...state.steps.values()]
      .map(({ step, status, attempt, startedAt, endedAt }) => ({
        step,
        status,
        attempt,
        startedAt,
        endedAt,
      }))
      .sort((a, b) => (a.step < b.step ? -1 : 1));
    expect(columns).toEqual(folded);
  });

  it('starts once for one request, also when asked again at once or after a restart', async () => {
    const profile = tempFolder();
    const requestKey = key();
    const first = await openServices(profile);
    const runs = await Promise.all(
      Array.from({ length: 5 }, () => first.runs.start({ ...request, requestKey })),
    );
    await first.close();
    const second = await openServices(profile);
    runs.push(await second.runs.start({ ...request, requestKey }));
    expect(new Set(runs).size).toBe(1);
    expect(second.runs.list({ limit: 10 }).runs).toHaveLength(1);
  });

  it('finds the files that lie beside the workflow’s file or its sample', async () => {
    const folder = tempFolder();
    const samplesFolder = join(folder, 'samples');
    mkdirSync(join(samplesFolder, 'reads'), { recursive: true });
    writeFileSync(join(samplesFolder, 'reads', 'reads.stepwell.yaml'), reads);
    writeFileSync(join(samplesFolder, 'reads', 'data.txt'), 'from the sample');
    writeFileSync(join(folder, 'own.stepwell.yaml'), reads);
    writeFileSync(join(folder, 'data.txt'), 'from the file');
    const { library, runs } = await openServices(join(folder, 'profile'), { samplesFolder });
    const sample = await library.create({ sample: 'reads' });
    const outputs: unknown[] = [];
    for (const workflowId of [
      sample,
      library.duplicate(sample),
      await library.openPath(join(folder, 'own.stepwell.yaml')),
    ]) {
      const input = { text: reads, input: {}, workflowId, requestKey: key() };
      const { output } = await runs.outcome(await runs.start({ ...request, ...input }));
      outputs.push(output);
    }
    const sampled = { value: 'from the sample' };
    expect(outputs).toEqual([sampled, sampled, { value: 'from the file' }]);
  });

  it('refuses what cannot run and records nothing', async () => {
    const { runs } = await openServices(tempFolder());
    const start = (changes: object) => runs.start({ ...request, requestKey: key(), ...changes });
    await expect(start({ text: 'stepwell: 1\nname: [' })).rejects.toMatchObject({
      code: 'WORKFLOW_INVALID',
      place: { line: 2 },
    });
    await expect(start({ input: { count: 'many' } })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringContaining('$.count'),
    });
    await expect(start({ input: {} })).rejects.toThrow('$.count');
    await expect(
      start({ text: threeSteps.replace('steps:', 'secrets: [token]\nsteps:') }),
    ).rejects.toMatchObject({ code: 'SECRET_MISSING' });
    expect(runs.list({ limit: 1 }).runs).toEqual([]);
  });

  it('refuses calls that lead nowhere or in a circle before anything runs', async () => {
    const folder = tempFolder();
    const { runs } = await openServices(join(folder, 'profile'));
    const calling = (file: string) =>
      `stepwell: 1\nname: Calls\nsteps:\n  start: { kind: manual-start }\n` +
      `  next: { kind: call, with: { workflow: ${file} } }\nedges: [start -> next]\n`;
    writeFileSync(join(folder, 'a.yaml'), calling('b.yaml'));
    writeFileSync(join(folder, 'b.yaml'), calling('a.yaml'));
    const start = (file: string) =>
      runs.start({ ...request, requestKey: key(), folder, text: calling(file) });
    const codes = (...expected: string[]) => ({
      code: 'WORKFLOW_INVALID',
      details: { problems: expected.map((code) => expect.objectContaining({ code })) },
    });
    await expect(start('gone.yaml')).rejects.toMatchObject(codes('WORKFLOW_MISSING'));
    await expect(start('a.yaml')).rejects.toMatchObject(codes('INCLUDE_CYCLE'));
    expect(runs.list({ limit: 1 }).runs).toEqual([]);
  });

  it('starts once, however often the same request comes', async () => {
    const { runs } = await openServices(tempFolder());
    const twice = { ...request, text: waiting, requestKey: key() };
    const [first, second] = await Promise.all([runs.start(twice), runs.start(twice)]);
    expect(second).toBe(first);
    expect(await runs.start(twice)).toBe(first);
    expect(runs.list({ limit: 5 }).runs.map(({ id }) => id)).toEqual([first]);
    await runs.cancel(first);
    // Also when it has ended: a click that comes late starts nothing.
    expect(await runs.start(twice)).toBe(first);
  });

  it('says of a run that it cannot resume in which state it is', async () => {
    const { runs } = await openServices(tempFolder());
    const goesOn = await runs.start({ ...request, text: waiting, requestKey: key() });
    await expect(runs.resume(goesOn, {})).rejects.toMatchObject({
      code: 'STATE_CONFLICT',
      message: expect.stringContaining('going on'),
    });
    await runs.cancel(goesOn);
    const ended = await runs.start({ ...request, requestKey: key() });
    await runs.outcome(ended);
    await expect(runs.resume(ended, {})).rejects.toMatchObject({
      code: 'STATE_CONFLICT',
      message: expect.stringContaining('completed'),
    });
  });

  it('cancels a run that goes on, and says of one that ended that it has', async () => {
    const { runs } = await openServices(tempFolder());
    const run = await runs.start({ ...request, text: waiting, requestKey: key() });
    expect(() => runs.remove(run)).toThrow(expect.objectContaining({ code: 'STATE_CONFLICT' }));
    const outcome = runs.outcome(run);
    await runs.cancel(run);
    expect((await outcome).status).toBe('cancelled');
    await expect(runs.cancel(run)).rejects.toMatchObject({
      code: 'STATE_CONFLICT',
      message: expect.stringContaining('cancelled'),
    });
    runs.remove(run);
    await expect(runs.cancel(run)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('keeps large values outside the log and gives them in pages', async () => {
    const text = `stepwell: 1
name: Large
steps:
  start: { kind: manual-start }
edges: []
`;
    const items = Array.from({ length: 5_000 }, (_item, index) => ({
      index,
      text: `row ${index}`,
    }));
    const { runs } = await openServices(tempFolder());
    const run = await runs.start({ ...request, text, input: items, requestKey: key() });
    await runs.outcome(run);
    const [created] = runs.events(run, 0, 1).events;
    if (created?.type !== 'run.created' || !('blob' in created.input)) throw new Error('no blob');
    const { blob } = created.input;
    expect(blob).toMatchObject({ type: 'array', count: 5_000 });
    for (const [from, count] of [
      [0, 1],
      [63, 3],
      [64, 64],
      [4_990, 100],
      [5_000, 1],
    ] as const) {
      expect(runs.readItems(blob.hash, from, count)).toEqual({
        items: items.slice(from, from + count),
        total: 5_000,
      });
    }
    const json = JSON.stringify(items);
    expect(runs.readBlob(blob.hash, 131_000, 500)).toEqual({
      text: json.slice(131_000, 131_500),
      total: json.length,
    });
  });
});
