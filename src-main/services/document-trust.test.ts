import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowId } from '@shared/lib/ids';
import { describe, expect, it } from 'vitest';
import { openServices, threeSteps } from '../../test/helpers/open-services';
import { tempFolder } from '../../test/helpers/temp-profile';

const edited = `${threeSteps}# edited\n`;
const foreign = threeSteps.replace('Three steps', 'Somebody else’s');

async function openFile(profile: string) {
  const path = join(tempFolder(), 'a.stepwell.yaml');
  writeFileSync(path, threeSteps);
  const services = await openServices(profile);
  return { path, services, id: await services.library.openPath(path) };
}

async function isTrusted(services: Awaited<ReturnType<typeof openServices>>, id: WorkflowId) {
  const { trusted } = await services.documents.open(id);
  // The list must say the same as the document.
  expect(services.library.list().find((entry) => entry.id === id)?.trusted).toBe(trusted);
  return trusted;
}

describe('trust of documents', () => {
  it('is given to what is made here, with its edits and copies', async () => {
    const services = await openServices(tempFolder());
    const id = await services.library.create({ name: 'Mine' });
    expect(await isTrusted(services, id)).toBe(true);
    services.documents.saveDraft(id, edited);
    expect(await isTrusted(services, id)).toBe(true);
    await services.documents.save(id, edited);
    expect(await isTrusted(services, id)).toBe(true);
    expect(await isTrusted(services, services.library.duplicate(id))).toBe(true);
  });

  it('is given to a shipped sample', async () => {
    const services = await openServices(tempFolder());
    const [sample] = await services.library.samples();
    const id = await services.library.create({ sample: sample?.id });
    expect(await isTrusted(services, id)).toBe(true);
  });

  it('is not given to a file or a dropped text, however it is edited', async () => {
    const { services, id } = await openFile(tempFolder());
    expect(await isTrusted(services, id)).toBe(false);
    services.documents.saveDraft(id, edited);
    expect(await isTrusted(services, id)).toBe(false);
    await services.documents.save(id, edited);
    expect(await isTrusted(services, id)).toBe(false);
    expect(await isTrusted(services, services.library.duplicate(id))).toBe(false);
    expect(await isTrusted(services, await services.library.create({ text: foreign }))).toBe(false);
  });

  it('is what the user says, of exactly that text and its edits, after a restart too', async () => {
    const profile = tempFolder();
    const told: boolean[] = [];
    const { services, id } = await openFile(profile);
    services.documents.trust(id, threeSteps);
    services.documents.saveDraft(id, edited);
    await services.close();
    const again = await openServices(profile, {
      events: { trustChanged: (_id, trusted) => told.push(trusted) },
    });
    expect(await isTrusted(again, id)).toBe(true);

    // What is trusted is not what is being edited by now.
    const other = await again.library.create({ text: foreign });
    again.documents.saveDraft(other, `${foreign}# more\n`);
    again.documents.trust(other, foreign);
    expect(await isTrusted(again, other)).toBe(false);
    again.documents.trust(other, `${foreign}# more\n`);
    expect(await isTrusted(again, other)).toBe(true);
    expect(told).toEqual([false, true]);
  });

  it('is lost when another program changes one byte of the file, for a draft as well', async () => {
    const { path, services, id } = await openFile(tempFolder());
    services.documents.trust(id, threeSteps);
    services.documents.saveDraft(id, edited);
    writeFileSync(path, foreign);
    services.documents.fileChanged(id, foreign);
    expect(await isTrusted(services, id)).toBe(false);
    services.documents.discardDraft(id);
    expect(await isTrusted(services, id)).toBe(false);
    // The text it had been is trusted as before.
    writeFileSync(path, threeSteps);
    services.documents.fileChanged(id, threeSteps);
    expect(await isTrusted(services, id)).toBe(true);
  });
});
