import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunId } from '@shared/lib/ids';
import type { RunEvent } from '@shared/runs/events';
import { describe, expect, it } from 'vitest';
import { openServices } from '../../test/helpers/open-services';
import { tempFolder } from '../../test/helpers/temp-profile';
import { waitUntil } from '../../test/helpers/wait-until';
import { openDatabase } from '../storage/open-database';
import type { Services } from './create-services';

const waits = `stepwell: 1
name: Waits
result: "{{ steps.after }}"
steps:
  start: { kind: manual-start }
  before: { kind: transform, with: { value: 1 } }
  wait: { kind: wait-for-event, with: { topic: go } }
  after: { kind: transform, with: { value: "{{ steps.before + steps.wait.data }}" } }
edges: [start -> before, before -> wait, wait -> after]
`;

const fails = `stepwell: 1
name: Fails
result: "{{ steps.read.content }}"
steps:
  start: { kind: manual-start }
  before: { kind: transform, with: { value: "{{ uuid() }}" } }
  read: { kind: read-file, with: { path: data.txt, format: text } }
edges: [start -> before, before -> read]
`;

const base = { workflowId: null, input: {}, secrets: {}, startedBy: 'test', restricted: false };
let keys = 0;
const key = () => `recovery-${(keys += 1)}`;

function typesOf(services: Services, run: RunId): string[] {
  return services.runs.events(run, 0, 1_000).events.map(({ type }) => type);
}

function outputsOf(services: Services, run: RunId, step: string): RunEvent[] {
  return services.runs
    .events(run, 0, 1_000)
    .events.filter((event) => event.type === 'step.completed' && event.step === step);
}

/** Starts it and waits until it waits. */
async function startWaiting(services: Services, text = waits): Promise<RunId> {
  const run = await services.runs.start({ ...base, text, requestKey: key() });
  await waitUntil('it waits', () => services.topics.waits(run).length > 0);
  return run;
}

/** What a process that was killed leaves: a run whose owner is gone. */
async function orphan(profile: string, run: RunId): Promise<void> {
  const store = await openDatabase({ profile });
  store.database.prepare(`UPDATE runs SET owner = '1-dead' WHERE id = ?`).run(run);
  store.close();
}

describe('recovery', () => {
  it('lets runs go on that were left when Stepwell was closed, and records nothing at the close', async () => {
    const profile = tempFolder();
    const first = await openServices(profile, { resumeRuns: true });
    const run = await startWaiting(first);
    const before = typesOf(first, run);
    await first.close();

    const told: number[] = [];
    const second = await openServices(profile, {
      resumeRuns: true,
      events: { runsRecovered: (count) => told.push(count) },
    });
    expect(typesOf(second, run)).toEqual(before);
    await second.recover();
    expect(told).toEqual([1]);
    expect(second.runs.get(run).status).toBe('waiting');
    const outcome = second.runs.outcome(run);
    await second.topics.emit('go', 41);
    expect(await outcome).toMatchObject({ status: 'completed', output: { value: 42 } });
    expect(outputsOf(second, run, 'before')).toHaveLength(1);
    expect(typesOf(second, run)).toContain('run.resumed');
  });

  it('leaves runs of living processes alone, and does not take over in a short command', async () => {
    const profile = tempFolder();
    const first = await openServices(profile);
    const run = await startWaiting(first);
    const second = await openServices(profile, { resumeRuns: true });
    await second.recover();
    expect(second.runs.get(run).status).toBe('waiting');
    await expect(second.runs.cancel(run)).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
    await expect(second.runs.resume(run, {})).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
    await second.close();

    await orphan(profile, run);
    const command = await openServices(profile);
    await command.recover();
    expect(command.runs.get(run).status).toBe('interrupted');
    expect(typesOf(command, run)).not.toContain('run.resumed');
    // The process that no longer has it writes no more to it.
    await first.close();
    await command.runs.resume(run, {});
    expect(command.runs.get(run).status).toBe('waiting');
    await command.runs.cancel(run);
    expect(command.runs.get(run).status).toBe('cancelled');
  });

  it('takes a run up that a process leaves while this one is open', async () => {
    const profile = tempFolder();
    const studio = await openServices(profile, { resumeRuns: true });
    await studio.recover();
    const command = await openServices(profile);
    const run = await startWaiting(command);
    await command.close();
    await waitUntil('it is taken up', () => typesOf(studio, run).includes('run.resumed'));
    expect(studio.runs.get(run).status).toBe('waiting');
  });

  it('closes a run that needs secrets, which goes on when they are given', async () => {
    const profile = tempFolder();
    const first = await openServices(profile);
    const text = waits.replace('steps:', 'secrets: [token]\nsteps:');
    const secrets = { token: 'secret-value' };
    const run = await first.runs.start({ ...base, text, secrets, requestKey: key() });
    await waitUntil('it waits', () => first.topics.waits(run).length > 0);
    await first.close();

    const second = await openServices(profile, { resumeRuns: true });
    await second.recover();
    expect(second.runs.get(run).status).toBe('interrupted');
    const last = second.runs.events(run, 0, 1_000).events.at(-1);
    expect(last).toMatchObject({
      type: 'run.interrupted',
      reason: expect.stringContaining('needs the secret token'),
    });
    await expect(second.runs.resume(run, {})).rejects.toMatchObject({ code: 'SECRET_MISSING' });
    await second.runs.resume(run, secrets);
    const outcome = second.runs.outcome(run);
    await second.topics.emit('go', 1);
    expect(await outcome).toMatchObject({ status: 'completed', output: { value: 2 } });
  });

  it('lets recovered runs be there before new ones start', async () => {
    const profile = tempFolder();
    const first = await openServices(profile);
    const run = await startWaiting(first);
    await first.close();
    const second = await openServices(profile, { resumeRuns: true });
    const next = await second.runs.start({ ...base, text: waits, requestKey: key() });
    const [created] = second.runs.events(next, 0, 1).events;
    const resumed = second.runs.events(run, 0, 1_000).events.find((e) => e.type === 'run.resumed');
    expect(resumed?.time).toBeLessThanOrEqual(created?.time ?? 0);
  });
});

describe('resume', () => {
  it('goes on from the step that failed and keeps what was finished', async () => {
    const folder = tempFolder();
    const services = await openServices(join(folder, 'profile'));
    const { runs } = services;
    const run = await runs.start({ ...base, text: fails, folder, requestKey: key() });
    expect((await runs.outcome(run)).status).toBe('failed');
    expect(runs.get(run)).toMatchObject({ status: 'failed', error: { code: 'FILE_GONE' } });
    writeFileSync(join(folder, 'data.txt'), 'there now');
    await runs.resume(run, {});
    expect(await runs.outcome(run)).toMatchObject({
      status: 'completed',
      output: { value: 'there now' },
    });
    expect(outputsOf(services, run, 'before')).toHaveLength(1);
    expect(runs.get(run)).toMatchObject({ status: 'completed', error: null });
    await expect(runs.resume(run, {})).rejects.toMatchObject({
      code: 'STATE_CONFLICT',
      message: expect.stringContaining('completed'),
    });
  });

  it('goes on with a run that was cancelled', async () => {
    const services = await openServices(tempFolder());
    const run = await startWaiting(services);
    await services.runs.cancel(run);
    expect(services.topics.waits()).toEqual([]);
    await services.runs.resume(run, {});
    await waitUntil('it waits', () => services.topics.waits(run).length > 0);
    const outcome = services.runs.outcome(run);
    await services.topics.emit('go', 1);
    expect((await outcome).status).toBe('completed');
  });
});

describe('decide', () => {
  const unsafe = `stepwell: 1
name: Unsafe
result: "{{ steps.write }}"
steps:
  start: { kind: manual-start }
  write: { kind: code, with: { code: "return 1" } }
edges: [start -> write]
`;

  it.each([
    ['done', { paid: true }],
    ['skip', null],
  ] as const)('takes the word of a person: %s', async (decision, output) => {
    const profile = tempFolder();
    const hangs = { sandbox: { run: () => new Promise<never>(() => undefined) } };
    const first = await openServices(profile, {}, hangs);
    const run = await first.runs.start({ ...base, text: unsafe, requestKey: key() });
    await waitUntil('it is at work', () => typesOf(first, run).includes('step.started'));
    await first.close();

    const second = await openServices(profile, { resumeRuns: true });
    await second.recover();
    await waitUntil('it asks', () => second.runs.decisions().length === 1);
    expect(second.runs.decisions(run)).toMatchObject([
      { runId: run, step: 'write', path: [], attempt: 1, workflowName: 'Unsafe' },
    ]);
    expect(second.runs.get(run).status).toBe('waiting');
    const outcome = second.runs.outcome(run);
    const address = { runId: run, path: [], step: 'write' };
    await second.runs.decide({ ...address, decision, output });
    expect(await outcome).toMatchObject({ status: 'completed', output: { value: output } });
    await expect(second.runs.decide({ ...address, decision })).rejects.toMatchObject({
      code: 'STATE_CONFLICT',
    });
  });
});

describe('effects', () => {
  it('records, replays without touching the world, and mocks', async () => {
    const text = `stepwell: 1
name: Tells
result: "{{ [steps.draw, steps.tell.id] }}"
steps:
  start: { kind: manual-start }
  draw: { kind: transform, with: { value: "{{ uuid() }}" } }
  tell: { kind: emit-event, with: { topic: told } }
edges: [start -> draw, draw -> tell]
`;
    const { runs, topics } = await openServices(tempFolder());
    const start = async (effects: Parameters<typeof runs.start>[0]['effects']) => {
      const run = await runs.start({ ...base, text, effects, requestKey: key() });
      return { run, state: await runs.outcome(run) };
    };
    const recorded = await start('record');
    expect(runs.get(recorded.run)).toMatchObject({ effects: 'record', restricted: false });
    const replayed = await start({ replay: recorded.run });
    expect(replayed.state).toMatchObject({ effects: 'replay', output: recorded.state.output });
    const mocked = await start({ mock: { tell: { id: 'canned' } } });
    expect(mocked.state).toMatchObject({
      effects: 'mock',
      output: { value: [expect.any(String), 'canned'] },
    });
    expect(topics.recent('told', 9)).toHaveLength(1);
    await expect(start({ replay: mocked.run })).rejects.toMatchObject({
      code: 'EFFECTS_NOT_RECORDED',
    });
  });

  it('go on with their policy after a restart', async () => {
    const profile = tempFolder();
    const text = waits.replace(
      'kind: transform, with: { value: 1 }',
      'kind: read-file, with: { path: no.txt }',
    );
    const first = await openServices(profile);
    const effects = { mock: { before: 20 } };
    const run = await first.runs.start({ ...base, text, effects, requestKey: key() });
    await waitUntil('it waits', () => first.topics.waits(run).length > 0);
    await first.close();
    const second = await openServices(profile, { resumeRuns: true });
    const outcome = second.runs.outcome(run);
    await second.recover();
    await second.topics.emit('go', 3);
    expect(await outcome).toMatchObject({ effects: 'mock', output: { value: 23 } });
  });
});

describe('trust', () => {
  it('decides whether a run is restricted', async () => {
    const folder = tempFolder();
    const { runs, library, documents } = await openServices(join(folder, 'profile'));
    const restricted = async (request: object) => {
      const run = await runs.start({
        workflowId: null,
        text: fails,
        input: {},
        secrets: {},
        startedBy: 'test',
        requestKey: key(),
        ...request,
      });
      return runs.get(run).restricted;
    };
    const path = join(folder, 'a.stepwell.yaml');
    writeFileSync(path, fails);
    const workflowId = await library.openPath(path);
    expect(await restricted({ workflowId })).toBe(true);
    expect(await restricted({})).toBe(true);
    documents.trust(workflowId, fails);
    expect(await restricted({ workflowId, text: `${fails}# edited\n` })).toBe(false);
    expect(await restricted({ text: `${fails}# edited\n` })).toBe(true);
    expect(await restricted({ workflowId, restricted: true })).toBe(true);
  });
});
