import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { createProfile, openStudio, removeProfile } from './studio';

/** A studio that shows one file, alone in a folder of its own. */
export interface StudioFile {
  readonly page: Page;
  readonly folder: string;
  readonly path: string;
  /** Closes the studio, and removes what it was given. */
  close(): Promise<void>;
}

/** Opens a workflow of this text from a file `<name>.stepwell.yaml`. */
export async function openStudioFile(name: string, text: string): Promise<StudioFile> {
  const profile = await createProfile();
  const folder = await mkdtemp(join(tmpdir(), 'stepwell-file-'));
  const path = join(folder, `${name}.stepwell.yaml`);
  await writeFile(path, text);
  const studio = await openStudio(profile, [path]);
  return {
    page: studio.page,
    folder,
    path,
    async close() {
      await studio.close();
      await removeProfile(profile);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
