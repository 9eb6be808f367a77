import { execFileSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runStep } from '../lib/test-context';
import { createReadFileRunner, maximumReadBytes } from './run';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepwell-read-'));
});
afterAll(() => rm(folder, { recursive: true }));

const run = createReadFileRunner({ baseFolder: '/' });

async function read(name: string, content: string | Uint8Array | null, config: object = {}) {
  if (content !== null) await writeFile(join(folder, name), content);
  const outcome = await runStep('read-file', run, { path: name, ...config }, { folder });
  return outcome.output;
}

const csv =
  'id,name,price,ok,zip\n1,"Müller, ""A""",12.50,true,01234\n2,,-3,false,12345678901234567890\n';

describe('createReadFileRunner', () => {
  it('reads text beside the workflow, and by an absolute path', async () => {
    const path = join(folder, 'a.txt');
    const expected = { path, format: 'text', content: 'häh\n', rows: null, truncated: false };
    expect(await read('a.txt', 'häh\n')).toEqual(expected);
    expect(await read(path, null)).toEqual(expected);
  });

  it('leaves out a byte order mark and reads other encodings', async () => {
    expect(await read('bom.txt', '\uFEFFx')).toMatchObject({ content: 'x' });
    expect(
      await read('latin.txt', Buffer.from([0x68, 0xe4, 0x80]), { encoding: 'windows-1252' }),
    ).toMatchObject({
      content: 'hä€',
    });
    expect(
      await read('wide.txt', Buffer.from('\uFEFFwide', 'utf16le'), { encoding: 'utf-16le' }),
    ).toMatchObject({ content: 'wide' });
  });

  it('reads CSV rows with values that are what they look like', async () => {
    expect(await read('a.csv', csv)).toEqual({
      path: join(folder, 'a.csv'),
      format: 'csv',
      content: [
        { id: 1, name: 'Müller, "A"', price: 12.5, ok: true, zip: '01234' },
        { id: 2, name: null, price: -3, ok: false, zip: '12345678901234567890' },
      ],
      rows: 2,
      truncated: false,
    });
  });

  it('reads CSV as text, without names, with another delimiter, and by column types', async () => {
    expect(await read('t.csv', 'a,b\n1,\n', { types: 'text' })).toMatchObject({
      content: [{ a: '1', b: '' }],
    });
    expect(await read('h.csv', '1;x\n2;y\n', { header: false, delimiter: ';' })).toMatchObject({
      content: [
        [1, 'x'],
        [2, 'y'],
      ],
    });
    expect(await read('t.tsv', 'a\tb\n1\t2\n')).toMatchObject({ content: [{ a: 1, b: 2 }] });
    const columns = { zip: 'text', n: 'integer', ok: 'boolean' };
    expect(await read('c.csv', 'zip,n,ok\n123,7,yes\n,,\n', { columns })).toMatchObject({
      content: [
        { zip: '123', n: 7, ok: true },
        { zip: '', n: null, ok: null },
      ],
    });
  });

  it('reads JSON and JSON lines', async () => {
    expect(await read('a.json', '{"a":[1,{"b":null}]}')).toMatchObject({
      content: { a: [1, { b: null }] },
      rows: null,
    });
    expect(await read('a.jsonl', '{"a":1}\r\n\n[2]\n3')).toMatchObject({
      content: [{ a: 1 }, [2], 3],
      rows: 3,
    });
  });

  it('stops at the limit and says so', async () => {
    expect(await read('l.csv', 'a\n1\n2\n3\n', { limit: 2 })).toMatchObject({
      content: [{ a: 1 }, { a: 2 }],
      truncated: true,
    });
    expect(await read('l.csv', null, { limit: 3 })).toMatchObject({ rows: 3, truncated: false });
    expect(await read('l.jsonl', '1\n2\n', { limit: 1 })).toMatchObject({
      content: [1],
      truncated: true,
    });
    expect(await read('l.txt', 'a\nb\nc', { limit: 2 })).toMatchObject({
      content: 'a\nb\n',
      truncated: true,
    });
  });

  it('reads the first rows of a huge file without reading the rest', async () => {
    const path = join(folder, 'huge.csv');
    const stream = createWriteStream(path);
    stream.write('a,b\n');
    const block = '1,2\n'.repeat(250_000);
    for (let bytes = 0; bytes <= maximumReadBytes; bytes += block.length) {
      if (!stream.write(block)) await once(stream, 'drain');
    }
    stream.end();
    await once(stream, 'finish');
    const before = process.memoryUsage().rss;
    expect(await read('huge.csv', null, { limit: 3 })).toMatchObject({ rows: 3, truncated: true });
    expect(process.memoryUsage().rss - before).toBeLessThan(30 * 1024 * 1024);
    await expect(read('huge.csv', null)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
  });

  it.each([
    ['ragged.csv', 'a,b\n1,2\n3\n', {}, 'CSV_SYNTAX', 3],
    ['quote.csv', 'a\n"open\n', {}, 'CSV_SYNTAX', 2],
    ['twice.csv', 'a,a\n1,2\n', {}, 'CSV_COLUMN', 1],
    ['proto.csv', '__proto__\n1\n', {}, 'CSV_COLUMN', 1],
    ['type.csv', 'n\n1\nx\n', { columns: { n: 'number' } }, 'CSV_TYPE', 3],
    ['column.csv', 'n\n1\n', { columns: { m: 'number' } }, 'CSV_COLUMN', 1],
    ['bad.json', '{\n  "a": 1,\n}', {}, 'JSON_SYNTAX', 3],
    ['cut.json', '{"a": [1,', {}, 'JSON_SYNTAX', 1],
    ['bad.jsonl', '1\n\n{x}\n', {}, 'JSON_SYNTAX', 3],
    ['deep.json', '['.repeat(2_000) + ']'.repeat(2_000), {}, 'JSON_TOO_DEEP', 1],
  ])('%s: names the line of the problem', async (name, content, config, code, line) => {
    await expect(read(name, content, config)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(name),
      place: { line },
      retry: { type: 'final' },
    });
  });

  it.each([
    [
      'binary.txt',
      Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]),
      'FILE_ENCODING',
      /NUL byte at offset 4/,
    ],
    ['invalid.txt', Buffer.from([0x61, 0x62, 0xff, 0x63]), 'FILE_ENCODING', /offset 2 /],
    ['utf16.txt', Buffer.from('\uFEFFx', 'utf16le'), 'FILE_ENCODING', /is UTF-16/],
    ['empty.json', '  \n', 'FILE_EMPTY', /is empty/],
  ])('%s: says what the file is instead', async (name, content, code, message) => {
    await expect(read(name, content)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it('says what is wrong with the place', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    await symlink('loop', join(folder, 'loop'));
    const expected = {
      'missing.txt': 'FILE_GONE',
      '.': 'FILE_NOT_REGULAR',
      pipe: 'FILE_NOT_REGULAR',
      '/dev/zero': 'FILE_NOT_REGULAR',
      loop: 'FILE_LOOP',
      'https://example.com/a.csv': 'FILE_PATH',
      ['x'.repeat(300)]: 'FILE_PATH',
    };
    for (const [path, code] of Object.entries(expected)) {
      await expect(read(path, null), path).rejects.toMatchObject({ code });
    }
  });

  it.skipIf(process.getuid?.() === 0)('says when it may not read', async () => {
    await writeFile(join(folder, 'secret.txt'), 'x');
    await chmod(join(folder, 'secret.txt'), 0);
    await expect(read('secret.txt', null)).rejects.toMatchObject({ code: 'FILE_DENIED' });
  });

  it('stops when cancelled', async () => {
    await writeFile(join(folder, 'c.txt'), 'x');
    const signal = AbortSignal.abort(new Error('cancelled'));
    const reading = runStep('read-file', run, { path: 'c.txt' }, { folder, signal });
    await expect(reading).rejects.toThrow('cancelled');
  });
});
