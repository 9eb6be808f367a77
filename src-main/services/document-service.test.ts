import {
  chmodSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { newWorkflowText } from '@shared/workflow/new-workflow';
import { describe, expect, it } from 'vitest';
import { openServices } from '../../test/helpers/open-services';
import { tempFolder } from '../../test/helpers/temp-profile';
import { runId } from '../../test/helpers/stored-runs';

const unknown = 'wf_0000000000' as Awaited<
  ReturnType<Awaited<ReturnType<typeof openServices>>['library']['create']>
>;

describe('createDocumentService', () => {
  it('gives back what was typed when the process ends without a word', async () => {
    const profile = tempFolder();
    const first = await openServices(profile);
    const id = await first.library.create({ name: 'Typed' });
    const { savedText } = await first.documents.open(id);
    first.documents.saveDraft(id, `${savedText}# typed\n`);
    // No close: a second owner of the profile sees what a restart after a kill would see.
    const second = await openServices(profile);
    expect(await second.documents.open(id)).toEqual({
      id,
      path: null,
      text: `${savedText}# typed\n`,
      savedText,
      recovered: true,
      readOnly: false,
      fileMissing: false,
      trusted: true,
    });
    expect(second.library.list()[0]?.dirty).toBe(true);
    expect(second.documents.discardDraft(id)).toEqual({ text: savedText });
    expect(second.library.list()[0]?.dirty).toBe(false);
  });

  it('has no draft when the text is as saved again', async () => {
    const services = await openServices(tempFolder());
    const id = await services.library.create({});
    const { savedText } = await services.documents.open(id);
    services.documents.saveDraft(id, `${savedText}#`);
    services.documents.saveDraft(id, savedText);
    expect(services.library.list()[0]?.dirty).toBe(false);
  });

  it('saves to the library and, through a link, to the file it leads to, keeping its mode', async () => {
    const folder = tempFolder();
    const real = join(folder, 'real.stepwell.yaml');
    const link = join(folder, 'link.yaml');
    writeFileSync(real, newWorkflowText('Linked'));
    chmodSync(real, 0o640);
    symlinkSync(real, link);
    const services = await openServices(join(folder, 'profile'));
    const id = await services.library.openPath(link);
    expect(await services.library.openPath(real)).toBe(id);
    const text = newWorkflowText('Saved');
    expect(await services.documents.save(id, text)).toEqual({ path: real });
    expect(readFileSync(real, 'utf8')).toBe(text);
    expect(statSync(real).mode & 0o777).toBe(0o640);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['link.yaml', 'profile', 'real.stepwell.yaml']);
    expect(services.library.list()[0]).toMatchObject({ name: 'Saved', dirty: false });
  });

  it('opens the library’s text when the file is gone', async () => {
    const folder = tempFolder();
    const file = join(folder, 'a.stepwell.yaml');
    const text = newWorkflowText('Gone');
    writeFileSync(file, text);
    const services = await openServices(join(folder, 'profile'));
    const id = await services.library.openPath(file);
    unlinkSync(file);
    expect(await services.documents.open(id)).toMatchObject({ text, fileMissing: true });
    await services.documents.save(id, text);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('keeps a draft and tells when another program changes the file', async () => {
    const folder = tempFolder();
    const file = join(folder, 'a.stepwell.yaml');
    writeFileSync(file, newWorkflowText('Before'));
    const outside = newWorkflowText('Outside');
    const seen = Promise.withResolvers<unknown>();
    const services = await openServices(join(folder, 'profile'), {
      events: { fileChanged: (id, text) => seen.resolve([id, text]) },
    });
    const id = await services.library.openPath(file);
    await services.documents.open(id);
    services.documents.saveDraft(id, newWorkflowText('Mine'));
    writeFileSync(file, outside);
    expect(await seen.promise).toEqual([id, outside]);
    const opened = await services.documents.open(id);
    expect(opened).toMatchObject({ text: newWorkflowText('Mine'), savedText: outside });
  });

  it('names what does not exist', async () => {
    const services = await openServices(tempFolder());
    await expect(services.documents.open(unknown)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(() => services.documents.saveDraft(unknown, '')).toThrow(unknown);
    expect(() => services.runs.text(runId(9))).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
  });

  it('takes the file over from the entry that had it', async () => {
    const folder = tempFolder();
    const file = join(folder, 'a.stepwell.yaml');
    writeFileSync(file, newWorkflowText('First'));
    const dialogs = {
      openWorkflow: () => Promise.resolve(file),
      saveWorkflow: () => Promise.resolve(file),
      savePicture: () => Promise.resolve(null),
      saveCase: () => Promise.resolve(null),
      openCase: () => Promise.resolve(null),
      saveReport: () => Promise.resolve(null),
      choosePath: () => Promise.resolve(null),
    };
    const services = await openServices(join(folder, 'profile'), { dialogs });
    const first = await services.library.importFile();
    const second = await services.library.create({ name: 'Second' });
    const text = newWorkflowText('Second');
    expect(await services.documents.saveAs(second, text)).toEqual({ path: file });
    const paths = services.library.list().map((entry) => [entry.id, entry.path]);
    expect(Object.fromEntries(paths)).toEqual({ [String(first)]: null, [second]: file });
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('leaves a read-only file as it is and says so, and the text stays', async () => {
    const folder = tempFolder();
    const file = join(folder, 'locked.stepwell.yaml');
    const before = newWorkflowText('Locked');
    writeFileSync(file, before);
    chmodSync(file, 0o444);
    const services = await openServices(join(folder, 'profile'));
    const id = await services.library.openPath(file);
    const text = newWorkflowText('Edited');
    services.documents.saveDraft(id, text);
    await expect(services.documents.save(id, text)).rejects.toMatchObject({
      code: 'FILE_READ_ONLY',
    });
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(await services.documents.open(id)).toMatchObject({ text, savedText: before });
  });

  it('shows a file in its folder, and says when there is none', async () => {
    const folder = tempFolder();
    const file = join(folder, 'a.stepwell.yaml');
    writeFileSync(file, newWorkflowText('First'));
    const shown: string[] = [];
    const nothing = () => Promise.resolve(null);
    const dialogs = {
      openWorkflow: nothing,
      saveWorkflow: nothing,
      savePicture: nothing,
      saveCase: nothing,
      openCase: nothing,
      saveReport: nothing,
      choosePath: nothing,
      showInFolder: (path: string) => void shown.push(path),
    };
    const services = await openServices(join(folder, 'profile'), { dialogs });
    const { documents, library } = services;
    const id = await library.openPath(file);
    await documents.showInFolder(id);
    expect(shown).toEqual([file]);

    rmSync(file);
    await expect(documents.showInFolder(id)).rejects.toMatchObject({ code: 'FILE_GONE' });
    const unsaved = await library.create({ name: 'Only here' });
    await expect(documents.showInFolder(unsaved)).rejects.toMatchObject({ code: 'FILE_NONE' });
  });

  it('writes data to a file that the user chooses', async () => {
    const folder = tempFolder();
    const asked: string[] = [];
    const file = join(folder, 'photo.png');
    const dialogs = {
      openWorkflow: () => Promise.resolve(null),
      saveWorkflow: () => Promise.resolve(null),
      savePicture: () => Promise.resolve(null),
      saveCase: () => Promise.resolve(null),
      openCase: () => Promise.resolve(null),
      saveReport: () => Promise.resolve(null),
      choosePath: (_purpose: string, _title: string, name?: string) => {
        asked.push(name ?? '');
        return Promise.resolve(file);
      },
    };
    const services = await openServices(join(folder, 'profile'), { dialogs });
    expect(await services.documents.saveData('photo.png', 'AQL/')).toEqual({ path: file });
    expect([asked, [...readFileSync(file)]]).toEqual([['photo.png'], [1, 2, 255]]);
  });
});
