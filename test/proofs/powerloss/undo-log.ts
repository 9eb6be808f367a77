import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';

// Takes back writes that had not been flushed when the process was killed: what a power failure
// leaves. The shim (../lib/disk-shim.c) noted them.

interface Change {
  readonly kind: 'write' | 'truncate';
  readonly path: string;
  readonly offset: number;
  readonly sizeBefore: number;
  readonly old: Buffer;
  readonly new: Buffer;
}

const headerLength = 32;
const kinds = { 1: 'write', 2: 'truncate', 3: 'flush' } as const;
const sector = 512;

/** Which of the unflushed changes the disk had not taken. */
export type Loss = 'all' | 'suffix' | 'subset' | 'torn';
export const losses: readonly Loss[] = ['all', 'suffix', 'subset', 'torn'];

/** Changes of each file since its last flush, in order. */
export function readUnflushed(undoFile: string): Map<string, Change[]> {
  const unflushed = new Map<string, Change[]>();
  for (const record of readRecords(undoFile)) {
    const { path } = record;
    if (record.kind === 'flush') {
      unflushed.delete(path);
      continue;
    }
    const changes = unflushed.get(path) ?? [];
    unflushed.set(path, changes);
    changes.push({ ...record, kind: record.kind });
  }
  return unflushed;
}

/** How many writes, truncations and flushes there were. */
export function countRecords(undoFile: string): number {
  return [...readRecords(undoFile)].length;
}

type Record = Omit<Change, 'kind'> & { readonly kind: Change['kind'] | 'flush' };

function* readRecords(undoFile: string): Generator<Record> {
  if (!existsSync(undoFile)) return;
  const bytes = readFileSync(undoFile);
  let at = 0;
  while (at + headerLength <= bytes.length) {
    const kind = kinds[bytes.readUInt32LE(at) as keyof typeof kinds];
    const offset = Number(bytes.readBigInt64LE(at + 8));
    const sizeBefore = Number(bytes.readBigInt64LE(at + 16));
    const pathAt = at + headerLength;
    const oldAt = pathAt + bytes.readUInt32LE(at + 4);
    const newAt = oldAt + bytes.readUInt32LE(at + 24);
    const end = newAt + bytes.readUInt32LE(at + 28);
    // The last record may be cut off: then the change it announces was never made.
    if (end > bytes.length) return;
    yield {
      kind,
      path: bytes.toString('utf8', pathAt, oldAt),
      offset,
      sizeBefore,
      old: bytes.subarray(oldAt, newAt),
      new: bytes.subarray(newAt, end),
    };
    at = end;
  }
}

/** Takes changes back from the files; returns how many. */
export function losePower(undoFile: string, loss: Loss, random: () => number): number {
  let lost = 0;
  for (const [path, changes] of readUnflushed(undoFile)) {
    if (!existsSync(path)) continue;
    const file = openSync(path, 'r+');
    try {
      for (const change of changes.toReversed()) takeBack(file, change);
      const keptUntil = Math.floor(random() * (changes.length + 1));
      for (const [index, change] of changes.entries()) {
        const keeps =
          loss === 'suffix' ? index < keptUntil : loss === 'all' ? false : random() < 0.5;
        if (!keeps) lost += 1;
        if (keeps) apply(file, change, change.new.length);
        else if (loss === 'torn') apply(file, change, tornLength(change, random));
      }
    } finally {
      closeSync(file);
    }
  }
  return lost;
}

function takeBack(file: number, { kind, offset, sizeBefore, old }: Change): void {
  if (kind === 'truncate') ftruncateSync(file, sizeBefore);
  writeAll(file, old, offset);
  if (kind === 'write') ftruncateSync(file, sizeBefore);
}

function apply(file: number, { kind, offset, new: bytes }: Change, length: number): void {
  if (kind === 'truncate') {
    if (length > 0 || bytes.length === 0) ftruncateSync(file, offset);
    return;
  }
  writeAll(file, bytes.subarray(0, length), offset);
}

/** A disk writes sectors whole, but not the write of a page. */
function tornLength(change: Change, random: () => number): number {
  return Math.floor((random() * change.new.length) / sector) * sector;
}

function writeAll(file: number, bytes: Buffer, offset: number): void {
  if (bytes.length > 0) writeSync(file, bytes, 0, bytes.length, offset);
}
