import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { SampleEntry } from '@shared/ipc/library';
import type { JsonValue } from '@shared/lib/json';
import { z } from 'zod';
import { notFound } from './not-found';
import { factsOf } from './workflow-facts';
import { readWorkflowFile } from './workflow-file';

// Shipped workflows, the templates of the gallery: one folder each, with the data they work on and
// the workflows they call beside them. `template.json` says where it stands in the gallery,
// `expected.json` what a run of its first sample input gives; the tests hold every one to it.

const ending = '.stepwell.yaml';

/** Of the folder, not of the work in it: no copy gets them. */
const aboutTheTemplate: ReadonlySet<string> = new Set([
  'template.json',
  'expected.json',
  'answers.json',
]);

const aboutSchema = z.object({
  category: z.string(),
  tags: z.array(z.string()),
  gives: z.string(),
});

export interface Samples {
  list(): Promise<readonly SampleEntry[]>;
  /**
   * Copies a sample, data included, into a new folder inside `target`; gives the path of the
   * workflow file there. Relative paths in it work, and what it writes stays with the copy.
   */
  copy(id: string, target: string): Promise<string>;
}

export function createSamples(folder: string): Samples {
  // They come with the program and do not change while it runs.
  let known: Promise<readonly SampleEntry[]> | undefined;

  async function read(): Promise<readonly SampleEntry[]> {
    return Promise.all((await sampleFiles(folder)).map(readSample));
  }

  return {
    list() {
      known ??= read().catch((error: unknown) => {
        known = undefined;
        throw error;
      });
      return known;
    },
    async copy(id, target) {
      const sample = (await sampleFiles(folder)).find((candidate) => candidate.id === id);
      if (!sample) throw notFound('sample', id);
      const source = dirname(sample.path);
      const copy = await newFolder(target, id);
      await cp(source, copy, {
        recursive: true,
        filter: (path) => !(dirname(path) === source && aboutTheTemplate.has(basename(path))),
      });
      return join(copy, basename(sample.path));
    },
  };
}

async function readSample({ id, path }: { id: string; path: string }): Promise<SampleEntry> {
  const folder = dirname(path);
  const [text, about, expected, files] = await Promise.all([
    readWorkflowFile(path),
    readJson(join(folder, 'template.json')),
    readJson(join(folder, 'expected.json')),
    readdir(folder, { recursive: true, withFileTypes: true }),
  ]);
  const { category, tags, gives } = aboutSchema
    .catch({ category: 'Other', tags: [], gives: '' })
    .parse(about);
  const { name, description, stepCount } = factsOf(text, id);
  return {
    id,
    name,
    description,
    stepCount,
    category,
    tags,
    gives,
    text,
    expected: expected ?? null,
    files: files
      .filter((file) => file.isFile() && !aboutTheTemplate.has(file.name))
      .map((file) => join(file.parentPath, file.name).slice(folder.length + 1))
      .filter((file) => file !== basename(path))
      .sort(),
  };
}

/** Undefined when there is none, or it is no JSON: the gallery then shows less, and still works. */
async function readJson(path: string): Promise<JsonValue | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as JsonValue;
  } catch {
    return undefined;
  }
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
