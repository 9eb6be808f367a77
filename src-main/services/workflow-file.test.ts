import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toErrorData } from '@shared/errors/app-error';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../test/helpers/temp-profile';
import { readWorkflowFile, writeWorkflowFile } from './workflow-file';

type Make = (path: string) => void;

const bad: readonly (readonly [string, string, Make])[] = [
  ['an empty file', 'FILE_EMPTY', (path) => writeFileSync(path, '')],
  ['white space', 'FILE_EMPTY', (path) => writeFileSync(path, ' \n\t\n')],
  ['a byte order mark alone', 'FILE_EMPTY', (path) => writeFileSync(path, '\ufeff')],
  [
    'half a UTF-16 character',
    'FILE_ENCODING',
    (path) => writeFileSync(path, Buffer.from([0xff, 0xfe, 0x61])),
  ],
  [
    'invalid UTF-8',
    'FILE_ENCODING',
    (path) => writeFileSync(path, Buffer.from('ab\xffc', 'latin1')),
  ],
  [
    'cut-off UTF-8',
    'FILE_ENCODING',
    (path) => writeFileSync(path, Buffer.from('ab\xc3', 'latin1')),
  ],
  ['a zero byte', 'FILE_ENCODING', (path) => writeFileSync(path, 'name: a\0b')],
  [
    'an image',
    'FILE_TYPE',
    (path) => writeFileSync(path, Buffer.from('\x89PNG\r\n\x1a\n\0', 'latin1')),
  ],
  [
    'a program',
    'FILE_TYPE',
    (path) => writeFileSync(path, Buffer.from('\x7fELF\x02\x01\0\xff', 'latin1')),
  ],
  ['two gigabytes', 'FILE_TOO_LARGE', (path) => (writeFileSync(path, ''), truncateSync(path, 2e9))],
  ['a folder', 'FILE_NOT_REGULAR', (path) => mkdirSync(path)],
  ['a pipe', 'FILE_NOT_REGULAR', (path) => void execFileSync('mkfifo', [path])],
  ['nothing', 'FILE_GONE', () => undefined],
  ['a loop of links', 'FILE_LOOP', (path) => symlinkSync(path, path)],
];

describe('readWorkflowFile', () => {
  it.each(bad)('refuses %s with %s', async (_name, code, make) => {
    const path = join(tempFolder(), 'x.stepwell.yaml');
    make(path);
    const error = await readWorkflowFile(path).then(() => undefined, toErrorData);
    expect(error).toMatchObject({ code, kind: 'user', hint: expect.stringMatching(/\w/) });
    expect(error?.message).toContain(path);
  });

  it('says at which byte a file is no text', async () => {
    const path = join(tempFolder(), 'x.yaml');
    writeFileSync(path, Buffer.concat([Buffer.from('é'.repeat(500)), Buffer.from([0xff])]));
    await expect(readWorkflowFile(path)).rejects.toThrow('byte 1000');
  });

  it.each(['a\nb', 'a\u202eb', 'é', '😀', 'x'.repeat(240), ' a .'])(
    'opens a file named %j',
    async (name) => {
      const path = join(tempFolder(), name);
      writeFileSync(path, '\ufeffname: x\r\n');
      expect(await readWorkflowFile(path)).toBe('name: x\r\n');
      await writeWorkflowFile(path, 'name: y\n');
      expect(await readWorkflowFile(path)).toBe('name: y\n');
    },
  );

  it.each([
    ['a mark', Buffer.from('\ufeffname: é\r\n')],
    ['UTF-16', Buffer.from('\ufeffname: é\r\n', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\ufeffname: é\r\n', 'utf16le').swap16()],
    ['neither', Buffer.from('name: é\r\n')],
  ])('saves an unchanged file with %s byte for byte', async (_name, bytes) => {
    const path = join(tempFolder(), 'x.yaml');
    writeFileSync(path, bytes);
    await writeWorkflowFile(path, await readWorkflowFile(path));
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it.each([
    '../../x',
    '\\\\server\\share',
    'C:',
    '/proc/self/mem',
    '/dev/zero',
    'file:///etc/passwd',
    '//server/x',
    '/a\0b',
  ])('denies the path %j', async (path) => {
    await expect(readWorkflowFile(path)).rejects.toMatchObject({ code: 'PATH_DENIED' });
    await expect(writeWorkflowFile(path, 'x')).rejects.toMatchObject({ code: 'PATH_DENIED' });
  });

  it('shows what a name hides', async () => {
    const path = join(tempFolder(), 'a\u202ename');
    const error = await readWorkflowFile(path).then(() => undefined, toErrorData);
    expect(error?.message).toContain('a\\u202ename');
  });
});
