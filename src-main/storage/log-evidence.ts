import { closeSync, openSync, readSync } from 'node:fs';
import type { Database } from './database';
import { fileCode } from './storage-errors';

// SQLite takes a write-ahead log up to the first frame that does not fit and says nothing about
// the rest: right after a power failure, where the rest was never acknowledged, and wrong when
// something damaged the log. The shared memory that a killed process left knows better: it counts
// the frames that were committed, and it is written after they were flushed.

// Layouts: https://sqlite.org/walformat.html
const logSalts = { at: 16, length: 8 };
const committedFrames = 16;
const memorySalts = 32;

/** How many frames the log must have; undefined when nobody can say. Before SQLite opens the file. */
export function readCommittedFrames(file: string): number | undefined {
  const log = readStart(`${file}-wal`);
  const memory = readStart(`${file}-shm`);
  if (!log || !memory) return undefined;
  const salts = log.subarray(logSalts.at, logSalts.at + logSalts.length);
  // Of another time: the log was begun anew since.
  if (!memory.subarray(memorySalts, memorySalts + logSalts.length).equals(salts)) return undefined;
  // The two copies of the header differ when the process was killed between them.
  if (!memory.subarray(0, copyLength).equals(memory.subarray(copyLength, 2 * copyLength))) {
    return undefined;
  }
  return memory.readUInt32LE(committedFrames);
}

const copyLength = 48;
const startLength = 2 * copyLength;

/** How many frames SQLite took from the log. */
export function framesInLog(database: Database): number {
  const [answer] = database.pragma('wal_checkpoint(PASSIVE)') as { readonly log: number }[];
  return answer?.log ?? 0;
}

function readStart(file: string): Buffer | undefined {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const start = Buffer.alloc(startLength);
      return readSync(descriptor, start, 0, startLength, 0) === startLength ? start : undefined;
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (fileCode(error) !== undefined) return undefined;
    throw error;
  }
}
