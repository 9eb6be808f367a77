import {
  mkdtemp,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
  lstat,
  chmod,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonValue } from '@shared/lib/json';
import { runStep, type TestContextOptions } from '../lib/test-context';
import { createWriteFileRunner } from './run';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepwell-write-'));
});
afterEach(() => rm(folder, { recursive: true }));

const run = createWriteFileRunner({ baseFolder: '/' });

async function write(
  path: string,
  content: JsonValue,
  config: object = {},
  options: TestContextOptions = {},
) {
  const outcome = await runStep(
    'write-file',
    run,
    { path, content, ...config },
    { folder, ...options },
  );
  return outcome.output;
}

const text = (path: string) => readFile(join(folder, path), 'utf8');

describe('createWriteFileRunner', () => {
  it('writes text, JSON and JSON lines, and makes folders on the way', async () => {
    expect(await write('deep/er/a.txt', 'häh')).toEqual({
      path: join(folder, 'deep/er/a.txt'),
      bytes: 4,
      rows: null,
    });
    expect(await text('deep/er/a.txt')).toBe('häh');
    await write('a.json', { a: [1] });
    expect(await text('a.json')).toBe('{\n  "a": [\n    1\n  ]\n}\n');
    await write('b.json', { a: [1] }, { indent: 0 });
    expect(await text('b.json')).toBe('{"a":[1]}\n');
    expect(await write('a.jsonl', [{ a: 1 }, 'x'])).toMatchObject({ rows: 2 });
    expect(await text('a.jsonl')).toBe('{"a":1}\n"x"\n');
  });

  it('writes CSV with every column that any row has, quoted where needed', async () => {
    const rows = [
      { a: 1, b: 'x, "y"\nz' },
      { a: true, c: null, d: { deep: [1] } },
    ];
    expect(await write('a.csv', rows)).toMatchObject({ rows: 2 });
    expect(await text('a.csv')).toBe('a,b,c,d\n1,"x, ""y""\nz",,\ntrue,,,"{""deep"":[1]}"\n');
    await write('b.csv', rows, { columns: ['b', 'a'], delimiter: ';', header: false });
    expect(await text('b.csv')).toBe('"x, ""y""\nz";1\n;true\n');
    await write('c.tsv', [[1, 2]], { columns: ['x', 'y'] });
    expect(await text('c.tsv')).toBe('x\ty\n1\t2\n');
  });

  it('adds to the end, with the names only in a new file', async () => {
    const append = { mode: 'append' };
    await write('a.csv', [{ a: 1 }], append);
    expect(await write('a.csv', [{ a: 2 }], append)).toMatchObject({ bytes: 2, rows: 1 });
    expect(await text('a.csv')).toBe('a\n1\n2\n');
  });

  it('replaces a file in one go, keeps its permissions, follows links, leaves nothing beside it', async () => {
    await writeFile(join(folder, 'real.txt'), 'old');
    await chmod(join(folder, 'real.txt'), 0o640);
    await symlink('real.txt', join(folder, 'link.txt'));
    await write('link.txt', 'new');
    expect(await text('real.txt')).toBe('new');
    expect((await lstat(join(folder, 'link.txt'))).isSymbolicLink()).toBe(true);
    expect((await stat(join(folder, 'real.txt'))).mode & 0o777).toBe(0o640);
    expect((await readdir(folder)).sort()).toEqual(['link.txt', 'real.txt']);
  });

  it('leaves the old file when the new one cannot be finished', async () => {
    await writeFile(join(folder, 'a.csv'), 'old');
    await expect(write('a.csv', [{ a: 1 }, 'no row'])).rejects.toMatchObject({
      code: 'FILE_CONTENT',
      message: 'A CSV row is an object or a list, but item 1 is text',
    });
    const cancelled = AbortSignal.abort(new Error('cancelled'));
    await expect(write('a.csv', [{ a: 1 }], {}, { signal: cancelled })).rejects.toThrow(
      'cancelled',
    );
    expect(await text('a.csv')).toBe('old');
    expect(await readdir(folder)).toEqual(['a.csv']);
  });

  it('writes many rows without building one text of them', async () => {
    const rows = Array.from({ length: 50_000 }, (_, n) => ({ n }));
    expect(await write('many.csv', rows)).toMatchObject({ rows: 50_000 });
    expect((await text('many.csv')).split('\n').length).toBe(50_002);
  });

  it('says what is wrong with the place or the content', async () => {
    await mkdir(join(folder, 'dir'));
    await writeFile(join(folder, 'there.txt'), 'old');
    const cases: [string, JsonValue, object, string][] = [
      ['there.txt', 'x', { mode: 'fail-if-exists' }, 'FILE_EXISTS'],
      ['dir', 'x', {}, 'FILE_NOT_REGULAR'],
      ['no/folder.txt', 'x', { createFolders: false }, 'FILE_GONE'],
      ['there.txt/x', 'x', {}, 'FILE_GONE'],
      ['/dev/full', 'x', {}, 'FILE_NOT_REGULAR'],
      ['a.txt', { a: 1 }, {}, 'FILE_CONTENT'],
      ['a.csv', 'x', {}, 'FILE_CONTENT'],
      ['a.jsonl', { a: 1 }, {}, 'FILE_CONTENT'],
    ];
    for (const [path, content, config, code] of cases) {
      await expect(write(path, content, config), `${path} ${code}`).rejects.toMatchObject({ code });
    }
    expect(await text('there.txt')).toBe('old');
    expect((await readdir(folder)).sort()).toEqual(['dir', 'there.txt']);
  });
});
