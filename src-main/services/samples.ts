import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SampleEntry } from '@shared/ipc/library';
import { notFound } from './not-found';
import { factsOf } from './workflow-facts';
import { readWorkflowFile } from './workflow-file';

// Shipped workflows, one folder each, with the data they work on beside them.

const ending = '.stepwell.yaml';

export interface Samples {
  list(): Promise<SampleEntry[]>;
  text(id: string): Promise<string>;
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
    async text(id) {
      const sample = (await sampleFiles(folder)).find((candidate) => candidate.id === id);
      if (!sample) throw notFound('sample', id);
      return readWorkflowFile(sample.path);
    },
  };
}

async function sampleFiles(folder: string): Promise<{ id: string; path: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => ({
      id: entry.name.slice(0, -ending.length),
      path: join(entry.parentPath, entry.name),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
