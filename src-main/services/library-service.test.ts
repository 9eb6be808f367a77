import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newWorkflowText } from '@shared/workflow/new-workflow';
import { describe, expect, it } from 'vitest';
import { openServices } from '../../test/helpers/open-services';
import { tempFolder } from '../../test/helpers/temp-profile';
import { waitUntil } from '../../test/helpers/wait-until';

describe('createLibraryService', () => {
  it('creates, duplicates, removes, restores and lists', async () => {
    const changed: string[] = [];
    const services = await openServices(tempFolder(), {
      events: { libraryChanged: (ids) => changed.push(...ids) },
    });
    const { library } = services;
    const first = await library.create({ name: 'First' });
    const copy = library.duplicate(first);
    library.remove(first);
    expect(library.list().map(({ id, name, stepCount }) => ({ id, name, stepCount }))).toEqual([
      { id: copy, name: 'First (copy)', stepCount: 1 },
    ]);
    library.restore(first);
    expect(library.list()).toHaveLength(2);
    expect(changed).toEqual([first, copy, first, first]);
  });

  it('is there after a restart', async () => {
    const profile = tempFolder();
    const first = await openServices(profile);
    const id = await first.library.create({ text: newWorkflowText('Kept') });
    first.settings.update({ theme: 'dark', view: { panel: 240 } });
    first.settings.update({ view: { other: true } });
    await first.close();
    const second = await openServices(profile);
    expect(second.library.list()).toMatchObject([{ id, name: 'Kept', lastRun: null }]);
    expect(second.settings.get()).toEqual({
      theme: 'dark',
      wheelZooms: false,
      retention: { days: null, runsPerWorkflow: null, bytes: null },
      notifications: true,
      keys: {},
      view: { panel: 240, other: true },
    });
  });

  it('gives a removed file a new entry and the restored one no file', async () => {
    const folder = tempFolder();
    const file = join(folder, 'a.yaml');
    writeFileSync(file, newWorkflowText('A'));
    const { library } = await openServices(join(folder, 'profile'));
    const first = await library.openPath(file);
    library.remove(first);
    const second = await library.openPath(file);
    expect(second).not.toBe(first);
    library.restore(first);
    const paths = library.list().map((entry): [string, string | null] => [entry.id, entry.path]);
    expect(Object.fromEntries(paths)).toEqual({ [first]: null, [second]: file });
  });

  it('exports pictures that open as the workflow they show', async () => {
    const folder = tempFolder();
    const text = newWorkflowText('Drawn');
    const chosen = join(folder, 'drawn.svg');
    const { library, documents } = await openServices(join(folder, 'profile'), {
      dialogs: {
        openWorkflow: () => Promise.resolve(chosen),
        saveWorkflow: () => Promise.resolve(null),
        savePicture: () => Promise.resolve(chosen),
        saveCase: () => Promise.resolve(null),
        openCase: () => Promise.resolve(null),
        saveReport: () => Promise.resolve(null),
        choosePath: () => Promise.resolve(null),
      },
    });
    const picture = { format: 'svg', svg: '<svg xmlns="http://www.w3.org/2000/svg"/>' } as const;
    expect(await library.exportPicture({ name: 'Drawn', text, picture })).toBe(chosen);
    const id = await library.importFile();
    expect(library.list()).toMatchObject([{ id, name: 'Drawn', path: null, trusted: false }]);
    if (id) expect((await documents.open(id)).text).toBe(text);
    writeFileSync(chosen, picture.svg);
    await expect(library.importFile()).rejects.toMatchObject({
      code: 'FILE_TYPE',
      message: expect.stringContaining('no workflow in it'),
    });
  });

  it('lists samples with their text and starts from a copy with its data', async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'samples', 'audit'), { recursive: true });
    const text = newWorkflowText('Audit');
    writeFileSync(join(folder, 'samples', 'audit', 'audit.stepwell.yaml'), text);
    writeFileSync(join(folder, 'samples', 'audit', 'data.csv'), 'a,b');
    const about = { category: 'Data', tags: ['csv'], gives: 'Nothing.' };
    writeFileSync(join(folder, 'samples', 'audit', 'template.json'), JSON.stringify(about));
    writeFileSync(join(folder, 'samples', 'audit', 'expected.json'), '{"rows":1}');
    const { library } = await openServices(join(folder, 'profile'), {
      samplesFolder: join(folder, 'samples'),
    });
    expect(await library.samples()).toEqual([
      {
        id: 'audit',
        name: 'Audit',
        description: '',
        stepCount: 1,
        ...about,
        text,
        expected: { rows: 1 },
        files: ['data.csv'],
      },
    ]);
    await library.create({ sample: 'audit' });
    await library.create({ sample: 'audit' });
    const copies = join(folder, 'profile', 'samples');
    expect(library.list().map((entry) => entry.path)).toEqual([
      join(copies, 'audit-2', 'audit.stepwell.yaml'),
      join(copies, 'audit', 'audit.stepwell.yaml'),
    ]);
    expect(readdirSync(join(copies, 'audit')).sort()).toEqual(['audit.stepwell.yaml', 'data.csv']);
    await expect(library.create({ sample: '../../etc' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('shows that the latest run only waits', async () => {
    const services = await openServices(tempFolder());
    const text = `stepwell: 1
name: Waits
steps:
  start: { kind: manual-start }
  wait: { kind: wait-for-event, with: { topic: go } }
edges: [start -> wait]
`;
    const id = await services.library.create({ text });
    const lastRun = () => services.library.list()[0]?.lastRun?.status;
    const run = await services.runs.start({
      workflowId: id,
      text,
      input: {},
      secrets: {},
      requestKey: 'waits',
      startedBy: 'test',
    });
    await waitUntil('it waits', () => lastRun() === 'waiting');
    await services.topics.emit('go', 1);
    await services.runs.outcome(run);
    expect(lastRun()).toBe('completed');
  });
});
