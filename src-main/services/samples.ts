import { cp, mkdir, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { SampleEntry } from '@shared/ipc/library';
import { notFound } from './not-found';
import { factsOf } from './workflow-facts';
import { readWorkflowFile } from './workflow-file';

// Shipped workflows, one folder each, with the data they work on and the workflows they call
// beside them.

const ending = '.stepwell.yaml';

export interface Samples {
  list(): Promise<SampleEntry[]>;
  /**
   * Copies a sample, data included, into a new folder inside `target`; gives the path of the
   * workflow file there. Relative paths in it work, and what it writes stays with the copy.
   */
  copy(id: string, target: string): Promise<string>;
}

export function createSamples(folder: string): Samples {
  async function list(): Promise<SampleEntry[]> {
    const paths = await sampleFiles(folder);
    return Promise.all(
      paths.map(async ({ id, path }) => {
        const text = await readWorkflowFile(path);
        return { id, ...factsOf(text, id), text };
      }),
    );
  }

  return {
    list,
    async copy(id, target) {
      const sample = (await sampleFiles(folder)).find((candidate) => candidate.id === id);
      if (!sample) throw notFound('sample', id);
      const copy = await newFolder(target, id);
      await cp(dirname(sample.path), copy, { recursive: true });
      return join(copy, basename(sample.path));
    },
  };
}

async function sampleFiles(folder: string): Promise<{ id: string; path: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && entry.name === `${basename(entry.parentPath)}${ending}`)
    .map((entry) => ({
      id: entry.name.slice(0, -ending.length),
      path: join(entry.parentPath, entry.name),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** `folder/name`, or `folder/name-2` and so on when that exists. */
async function newFolder(folder: string, name: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (let count = 1; ; count += 1) {
    const path = join(folder, count === 1 ? name : `${name}-${count}`);
    try {
      await mkdir(path, { mode: 0o700 });
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
