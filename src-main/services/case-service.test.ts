import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openServices, threeSteps } from '../../test/helpers/open-services';

async function profile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stepwell-case-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function ran(text = threeSteps) {
  const folder = await profile();
  const services = await openServices(folder);
  const workflowId = await services.library.create({ text, name: 'Three' });
  const runId = await services.runs.start({
    workflowId,
    text,
    input: { count: 4 },
    secrets: {},
    requestKey: 'case-test-1',
    startedBy: 'test',
  });
  await services.runs.outcome(runId);
  const request = { runId, cursor: { seq: 5, step: 'double' }, watches: ['input.count'], note: '' };
  return { folder, services, workflowId, runId, request };
}

describe('a case', () => {
  it('opens in another profile with the same events, paused at the same one', async () => {
    const { services, runId, request, folder } = await ran();
    const file = join(folder, 'a.stepwell-case.json');
    await writeFile(file, services.cases.text(request));
    const other = await openServices(await profile());
    const opened = await other.cases.openPath(file);
    expect(opened).toMatchObject({
      cursor: { seq: 5, step: 'double' },
      edited: false,
      watches: ['input.count'],
    });
    const before = services.runs.events(runId, 0, 1_000).events;
    const after = other.runs.events(opened.runId, 0, 1_000).events;
    expect(after.map(({ type, seq, time }) => [type, seq, time])).toEqual(
      before.map(({ type, seq, time }) => [type, seq, time]),
    );
    expect(other.runs.get(opened.runId)).toMatchObject({
      status: 'completed',
      restricted: true,
      kept: true,
    });
    expect(other.library.list().find(({ id }) => id === opened.workflowId)?.trusted).toBe(false);
  });

  it('is the same bytes each time, large values included', async () => {
    const big = `stepwell: 1
name: Big
steps:
  start: { kind: manual-start }
  many: { kind: transform, with: { value: "{{ range(20000) }}" } }
edges:
  - start -> many
`;
    const { services, request, folder } = await ran(big);
    const text = services.cases.text(request);
    expect(services.cases.text(request)).toBe(text);
    const file = join(folder, 'big.stepwell-case.json');
    await writeFile(file, text);
    const opened = await services.cases.openPath(file);
    expect(opened.edited).toBe(false);
    const done = services.runs
      .events(opened.runId, 0, 1_000)
      .events.find((event) => event.type === 'step.completed' && event.step === 'many');
    expect(done).toMatchObject({ output: { blob: { type: 'array', count: 20_000 } } });
  });

  it('says of a file that is no case, cut off or gone what is wrong with it', async () => {
    const { services, request, folder } = await ran();
    const file = join(folder, 'b.stepwell-case.json');
    await expect(services.cases.openPath(file)).rejects.toMatchObject({ code: 'FILE_GONE' });
    await writeFile(file, 'steps: []');
    await expect(services.cases.openPath(file)).rejects.toMatchObject({ code: 'CASE_INVALID' });
    await writeFile(file, services.cases.text(request).slice(0, -100));
    await expect(services.cases.openPath(file)).rejects.toThrow('a part of it is missing');
    await expect(services.cases.openText('b.json', '{}')).rejects.toThrow(
      /^b\.json cannot be opened as a case/,
    );
  });

  it('whose run had not ended is over here, so that nothing goes on by itself', async () => {
    const { services, request, folder } = await ran();
    const file = join(folder, 'c.stepwell-case.json');
    const text = services.cases.text(request);
    const lines = text.split('\n');
    const kept = lines.filter((line) => !line.includes('"type":"run.completed"')).join('\n');
    await writeFile(file, kept.replace(/,\n\]\}/, '\n]}'));
    const opened = await services.cases.openPath(file);
    expect(opened.edited).toBe(true);
    expect(services.runs.get(opened.runId).status).toBe('interrupted');
  });
});

describe('a report', () => {
  it('is written where the user says, and nowhere when they think better of it', async () => {
    const folder = await profile();
    const file = join(folder, 'report.html');
    const services = await openServices(await profile(), {
      dialogs: {
        openWorkflow: () => Promise.resolve(null),
        saveWorkflow: () => Promise.resolve(null),
        savePicture: () => Promise.resolve(null),
        saveCase: () => Promise.resolve(null),
        openCase: () => Promise.resolve(null),
        saveReport: () => Promise.resolve(file),
        choosePath: () => Promise.resolve(null),
      },
    });
    const runId = await services.runs.start({
      workflowId: null,
      text: threeSteps,
      input: { count: 4 },
      secrets: {},
      requestKey: 'report-test-1',
      startedBy: 'test',
    });
    await services.runs.outcome(runId);
    expect(await services.cases.report(runId)).toBe(file);
    expect(await readFile(file, 'utf8')).toContain('Three steps');
    const request = { runId, cursor: { seq: 1 }, watches: [], note: '' };
    expect(await services.cases.export(request)).toBeNull();
  });
});
