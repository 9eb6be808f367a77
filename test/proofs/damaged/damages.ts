import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { connect } from '../../../src-main/storage/database';

/** Breaks the data file of a profile in one way, somewhere at random. */
export type Damage = (file: string, random: () => number) => void;

const page = 4096;

/** Changes the bytes of one of the files, when it is there and has any. */
function bytes(end: string, change: (content: Buffer, random: () => number) => Buffer | void) {
  return (file: string, random: () => number) => {
    if (!existsSync(file + end)) return;
    const content = readFileSync(file + end);
    if (content.length === 0) return;
    writeFileSync(file + end, change(content, random) ?? content);
  };
}

function garble(content: Buffer, from: number, length: number, random: () => number): void {
  const end = Math.min(from + length, content.length);
  for (let at = from; at < end; at += 1) content[at] = Math.floor(random() * 256);
}

const somewhere = (content: Buffer, random: () => number) => Math.floor(random() * content.length);

export const damages: Readonly<Record<string, Damage>> = {
  'bytes of the header': bytes('', (content, random) => {
    for (let count = 0; count < 5; count += 1) garble(content, random() * 100, 1, random);
  }),
  'a page of garbage': bytes('', (content, random) => {
    garble(content, Math.floor(somewhere(content, random) / page) * page, page, random);
  }),
  'ten bytes anywhere': bytes('', (content, random) => {
    for (let count = 0; count < 10; count += 1) {
      garble(content, somewhere(content, random), 1, random);
    }
  }),
  'cut off': bytes('', (content, random) => content.subarray(0, somewhere(content, random))),
  'a hole of zeros': bytes('', (content, random) => {
    const from = somewhere(content, random);
    content.fill(0, from, Math.min(from + 20 * page, content.length));
  }),
  'all zeros': bytes('', (content) => void content.fill(0)),
  empty: bytes('', () => Buffer.alloc(0)),
  'a text file': bytes('', () => Buffer.from('not a database\n'.repeat(500))),
  'a picture': bytes('', () =>
    Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n'), Buffer.alloc(9_000)]),
  ),
  'pages in the wrong order': bytes('', (content) => {
    const first = Buffer.from(content.subarray(page, 2 * page));
    content.copyWithin(page, 2 * page, 3 * page);
    first.copy(content, 2 * page);
  }),
  'gone, with its write-ahead log left': (file) => renameSync(file, `${file}.moved-away`),
  'a folder in its place': (file) => {
    renameSync(file, `${file}.moved-away`);
    mkdirSync(file);
  },
  'a table dropped': (file) => {
    const database = connect(file);
    database.exec('PRAGMA foreign_keys = OFF; DROP TABLE step_runs');
    database.close();
  },
  'the write-ahead log garbled': bytes('-wal', (content, random) => {
    garble(content, somewhere(content, random), 3 * page, random);
  }),
  'the write-ahead log cut off': (file, random) => {
    if (!existsSync(`${file}-wal`)) return;
    const content = readFileSync(`${file}-wal`);
    truncateSync(`${file}-wal`, somewhere(content, random));
  },
  'the write-ahead log gone': (file) => {
    if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${file}-wal.moved-away`);
  },
  'garbage as shared memory': (file, random) => {
    const content = Buffer.alloc(32_768);
    garble(content, 0, content.length, random);
    writeFileSync(`${file}-shm`, content);
  },
  'a folder as write-ahead log': (file) => {
    if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${file}-wal.moved-away`);
    mkdirSync(`${file}-wal`);
  },
  'more at the end': (file) => appendFileSync(file, Buffer.alloc(10_000, 7)),
  'an old copy of the shared memory': (file) => rmSync(`${file}-shm`, { force: true }),
};
