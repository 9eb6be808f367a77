import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openServices, threeSteps } from '../../test/helpers/open-services';
import { tempFolder } from '../../test/helpers/temp-profile';
import type { WorkflowLoader } from '../steps/step-host';
import { createStepKinds } from '../steps';
import type { ServiceOptions } from './service-ports';

async function setUp(options: Partial<ServiceOptions> = {}) {
  const folder = tempFolder();
  mkdirSync(join(folder, 'parts'));
  const file = join(folder, 'parts', 'a.stepwell.yaml');
  writeFileSync(file, threeSteps);
  let loader: WorkflowLoader | undefined;
  const services = await openServices(join(folder, 'profile'), {
    ...options,
    createKinds(host) {
      loader = host.workflows;
      return createStepKinds({ ...host, sandbox: {} as never, baseFolder: '/', userAgent: 'x' });
    },
  });
  if (!loader) throw new Error('no loader');
  return { folder, file, services, load: loader.load };
}

const other = threeSteps.replace('Three steps', 'Other');

describe('the workflow loader', () => {
  it('finds a file beside the caller, and what was pinned of it whatever became of it', async () => {
    const { load, folder, file } = await setUp();
    const first = await load('parts/a.stepwell.yaml', folder, null);
    expect(first).toMatchObject({
      ref: { id: null, name: 'Three steps' },
      folder: dirname(file),
      restricted: true,
    });
    writeFileSync(file, other);
    expect((await load('./parts/a.stepwell.yaml', folder, null)).ref.name).toBe('Other');
    expect(await load('../parts\\a.stepwell.yaml', dirname(file), first.ref.hash)).toEqual(first);
    rmSync(dirname(file), { recursive: true });
    const pinned = await load('parts/a.stepwell.yaml', folder, first.ref.hash);
    expect(pinned.ref).toEqual(first.ref);
    await expect(load('parts/a.stepwell.yaml', folder, null)).rejects.toMatchObject({
      code: 'FILE_GONE',
    });
  });

  it('follows a link to where the file really is', async () => {
    const { load, folder, file } = await setUp();
    symlinkSync(file, join(folder, 'link.yaml'));
    expect((await load('link.yaml', folder, null)).folder).toBe(dirname(file));
  });

  it.each([
    '/etc/a.yaml',
    'C:\\a.yaml',
    '\\\\server\\a.yaml',
    '~/a.yaml',
    'file:///a.yaml',
    'a\0.yaml',
  ])('refuses %j', async (reference) => {
    const { load, folder } = await setUp();
    await expect(load(reference, folder, null)).rejects.toMatchObject({ code: 'PATH_DENIED' });
  });

  it('finds what the library has by name, id or version', async () => {
    const { load, services } = await setUp();
    const id = await services.library.create({ text: threeSteps });
    services.documents.trust(id, threeSteps);
    const found = await load('Three steps', null, null);
    expect(found).toMatchObject({ ref: { id }, folder: null, restricted: false });
    expect(await load(id, null, null)).toEqual(found);

    const newer = `${threeSteps}# newer\n`;
    services.documents.saveDraft(id, newer);
    // What is being typed is not called; what was saved is.
    expect(await load('Three steps', null, null)).toEqual(found);
    await services.documents.save(id, newer);
    expect((await load('Three steps', null, null)).ref.hash).not.toBe(found.ref.hash);
    const version = found.ref.hash.slice(0, 9);
    expect((await load(`Three steps@${version}`, null, null)).ref).toEqual(found.ref);
    for (const reference of ['Nothing', 'Three steps@0000000', 'Three steps@1']) {
      await expect(load(reference, null, null)).rejects.toMatchObject({
        code: 'WORKFLOW_NOT_FOUND',
      });
    }
    await services.library.create({ text: threeSteps });
    await expect(load('Three steps', null, null)).rejects.toMatchObject({
      code: 'WORKFLOW_AMBIGUOUS',
      hint: expect.stringContaining(id),
    });
  });

  it('says which file it is that cannot be called', async () => {
    const { load, folder, file } = await setUp();
    writeFileSync(file, 'stepwell: 1\nname: Bad\nsteps: { a: { kind: nothing } }\n');
    await expect(load('parts/a.stepwell.yaml', folder, null)).rejects.toMatchObject({
      code: 'WORKFLOW_INVALID',
      message: expect.stringContaining('parts/a.stepwell.yaml'),
    });
    await expect(load('parts/a.stepwell.yaml', null, null)).rejects.toMatchObject({
      code: 'WORKFLOW_NOT_FOUND',
    });
  });

  it('trusts what the command line’s file calls', async () => {
    const { load, folder } = await setUp({ trustFiles: true });
    const loaded = await load('parts/a.stepwell.yaml', folder, null);
    expect(loaded.restricted).toBe(false);
  });
});
