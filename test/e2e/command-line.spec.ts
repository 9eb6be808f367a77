import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { stepwell } from '../helpers/command-line';
import { createProfile, removeProfile } from '../helpers/studio';

const samples = resolve(import.meta.dirname, '../../resources/samples');

function sampleFile(id: string): string {
  return join(samples, id, `${id}.stepwell.yaml`);
}

test.describe('the command line', () => {
  let profile: string;

  test.beforeAll(async () => {
    profile = await createProfile();
  });

  test.afterAll(() => removeProfile(profile));

  for (const id of ['licence-audit', 'csv-clean-up', 'log-triage', 'order-intake']) {
    test(`runs the sample ${id} to its expected result`, async () => {
      const { code, out } = await stepwell(['run', sampleFile(id)], { profile });
      expect(code).toBe(0);
      const expected = JSON.parse(readFileSync(join(samples, id, 'expected.json'), 'utf8'));
      expect(JSON.parse(out)).toEqual(expected);
    });
  }

  test('lists and shows the runs that were kept', async () => {
    const { out } = await stepwell(['list', 'runs', '--json'], { profile });
    const runs = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(runs.map((run) => [run.workflowName, run.status, run.startedBy])).toEqual([
      ['Order intake', 'completed', 'cli'],
      ['Log triage', 'completed', 'cli'],
      ['CSV clean-up', 'completed', 'cli'],
      ['Licence audit', 'completed', 'cli'],
    ]);
    const shown = await stepwell(['show', runs[1].id], { profile });
    expect(shown.out).toContain('eachGroup[0]/isTimeout');
  });

  test('gives every event as a line, numbered without gaps', async () => {
    const { code, out } = await stepwell(['run', sampleFile('log-triage'), '--json', '--no-save'], {
      profile,
    });
    const events = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
    expect([events[0].type, events.at(-1).type]).toEqual(['run.created', 'run.completed']);
  });

  test('imports, lists and exports a workflow unchanged', async () => {
    const imported = await stepwell(['import', '--json', sampleFile('csv-clean-up')], { profile });
    const { id } = JSON.parse(imported.out);
    const exported = await stepwell(['export', id], { profile });
    expect(exported.out).toBe(readFileSync(sampleFile('csv-clean-up'), 'utf8'));
  });

  test('looks up workflows that are called by name, or by a file, before anything runs', async () => {
    const caller = join(profile, 'caller.stepwell.yaml');
    writeFileSync(
      caller,
      'stepwell: 1\nname: Caller\nsteps:\n  start: { kind: manual-start }\n' +
        '  good: { kind: call, with: { workflow: CSV clean-up } }\n' +
        '  slip: { kind: call, with: { workflow: CSV clean-ap } }\n' +
        '  file: { kind: call, with: { workflow: ./callr.stepwell.yaml } }\n' +
        'edges:\n  - start -> good\n  - good -> slip\n  - slip -> file\n',
    );
    const { code, out } = await stepwell(['validate', '--json', caller], { profile });
    const errors = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter((problem) => problem.severity === 'error');
    expect(code).not.toBe(0);
    expect(errors.map((problem) => [problem.code, problem.step, problem.hint])).toEqual([
      ['WORKFLOW_MISSING', 'slip', 'Did you mean "CSV clean-up"?'],
      ['WORKFLOW_MISSING', 'file', 'Did you mean "./caller.stepwell.yaml"?'],
    ]);
  });

  test('says with its exit code what went wrong', async () => {
    const broken = join(profile, 'broken.stepwell.yaml');
    writeFileSync(broken, 'stepwell: 1\nname: x\nsteps:\n  a: { kind: no-such-kind }\n');
    const failing = join(profile, 'failing.stepwell.yaml');
    writeFileSync(
      failing,
      'stepwell: 1\nname: x\nsteps:\n  start: { kind: manual-start }\n  stop: { kind: fail, with: { message: Enough } }\nedges:\n  - start -> stop\n',
    );
    const run = (args: string[]) => stepwell(args, { profile });
    const results = {
      usage: await run(['no-such-command']),
      gone: await run(['run', join(profile, 'gone.stepwell.yaml')]),
      invalid: await run(['validate', broken]),
      failed: await run(['run', failing]),
      input: await run(['run', sampleFile('licence-audit'), '--input', '{"lockfile": 5}']),
      unknown: await run(['show', 'run_00000000000000000000000000']),
    };
    expect(Object.entries(results).map(([name, result]) => [name, result.code])).toEqual([
      ['usage', 2],
      ['gone', 3],
      ['invalid', 3],
      ['failed', 1],
      ['input', 4],
      ['unknown', 5],
    ]);
    expect(results.invalid.out).toMatch(/broken\.stepwell\.yaml:4:\d+ error STEP_UNKNOWN/);
    expect(results.failed.err).toContain('Enough');
    expect(results.input.err).toContain('INPUT_INVALID');
  });

  test('cancels and records a run that is interrupted with Ctrl+C', async () => {
    const waiting = join(profile, 'waiting.stepwell.yaml');
    writeFileSync(
      waiting,
      'stepwell: 1\nname: Waits\nsteps:\n  start: { kind: manual-start }\n  nap: { kind: delay, with: { for: 1h } }\nedges:\n  - start -> nap\n',
    );
    let stopped = false;
    const { code } = await stepwell(['run', waiting], {
      profile,
      onProgress(err, kill) {
        if (stopped || !err.includes('start')) return;
        stopped = true;
        kill('SIGINT');
      },
    });
    expect(code).toBe(130);
    const { out } = await stepwell(['list', 'runs', '--json', '--limit', '1'], { profile });
    expect(JSON.parse(out)).toMatchObject({ workflowName: 'Waits', status: 'cancelled' });
  });

  test('goes on with a run whose process was killed, with what was answered meanwhile', async () => {
    const file = join(profile, 'approval.stepwell.yaml');
    writeFileSync(
      file,
      `stepwell: 1
name: Killed
result: "{{ [steps.ask.data.note, steps.paid.data] }}"
steps:
  start: { kind: manual-start }
  ask: { kind: approval, with: { title: Pay? } }
  paid: { kind: wait-for-event, with: { topic: paid } }
edges: [start -> ask, ask.approved -> paid]
`,
    );
    const killed = await stepwell(['run', file], {
      profile,
      onProgress: (err, kill) => err.includes('stepwell approve') && kill('SIGKILL'),
    });
    expect(killed.code).toBeNull();
    const waits = await stepwell(['waits', '--json'], { profile });
    const { runId, type } = JSON.parse(waits.out);
    expect(type).toBe('approval');
    const listed = await stepwell(['list', 'runs', '--json', '--limit', '1'], { profile });
    expect(JSON.parse(listed.out)).toMatchObject({ id: runId, status: 'interrupted' });

    const approve = () => stepwell(['approve', runId, '--set', 'note=fine'], { profile });
    const approved = await approve();
    expect(approved.err).toContain(`stepwell resume ${runId}`);
    expect([approved.code, (await approve()).code]).toEqual([0, 7]);
    let told: ReturnType<typeof stepwell> | undefined;
    const finished = stepwell(['resume', runId], {
      profile,
      onProgress: (err) => {
        if (err.includes('event paid')) told ??= stepwell(['emit', 'paid', '7'], { profile });
      },
    });
    expect(await finished).toMatchObject({ code: 0 });
    expect(JSON.parse((await finished).out)).toEqual(['fine', 7]);
    expect((await told)?.err).toContain('1 waiting step');
  });
});
