import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '@shared/errors/app-error';

// What the journal does when the disk takes nothing more: it stands still instead of failing. What
// is queued stays queued, runs stop by themselves because nothing goes on before it is kept, and it
// tries again by itself until there is room.

/** Why nothing can be kept at the moment, in words for the user. */
export interface JournalStall {
  /** `DISK_FULL`, `DB_IO`, `DB_READONLY` or `DB_BUSY`. */
  readonly code: string;
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
  /** The disk refuses writes for another reason than room: what is there can be read and copied. */
  readonly readOnly: boolean;
  /** Bytes to free before it is likely to go on; 0 when room is not what is missing. */
  readonly wanted: number;
  /** Bytes that are free now; null when that cannot be said, or does not matter. */
  readonly free: number | null;
  /** Events that wait to be kept. */
  readonly waiting: number;
}

/** What waits to be kept. */
export interface Backlog {
  readonly events: number;
  /** UTF-16 units of JSON. */
  readonly units: number;
}

/** Room for what waits, for the copy that a checkpoint makes of it, and for the next minutes. */
const roomBeyondBacklog = 50_000_000;
const hints: Readonly<Record<string, string>> = {
  DISK_FULL: 'Then press Resume. Nothing recorded is lost; Stepwell also tries again by itself.',
  DB_IO:
    'What is recorded can still be read: make a backup on another disk, check this one, then press Resume.',
  DB_READONLY:
    'What is recorded can still be read: give your account write access again, then press Resume.',
  DB_BUSY: 'Stepwell goes on when the other program has finished.',
};

/** Whether a failed commit means that the disk takes nothing more for now. */
export function meansStall(error: unknown): boolean {
  return error instanceof AppError && hints[error.code] !== undefined;
}

/** The stall that a failed commit means; undefined for failures that waiting does not mend. */
export function stallOf(error: unknown, file: string, backlog: Backlog): JournalStall | undefined {
  if (!(error instanceof AppError)) return undefined;
  const { code } = error;
  const hint = hints[code];
  if (hint === undefined) return undefined;
  const free = code === 'DISK_FULL' ? freeBytes(file) : null;
  const wanted = code === 'DISK_FULL' ? missingRoom(free ?? 0, backlog) : 0;
  return {
    code,
    message: code === 'DISK_FULL' ? fullMessage(file, wanted) : error.message,
    hint,
    readOnly: code === 'DB_IO' || code === 'DB_READONLY',
    wanted,
    free,
    waiting: backlog.events,
  };
}

function missingRoom(free: number, { units }: Backlog): number {
  const needed = roomBeyondBacklog + units * 2;
  return Math.max(needed - free, megabyte);
}

const megabyte = 1_000_000;

function fullMessage(file: string, wanted: number): string {
  return `The disk is full: free ${Math.ceil(wanted / megabyte)} MB on the disk that holds ${file}.`;
}

function freeBytes(file: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    return bavail * bsize;
  } catch {
    // A quota or a vanished disk: how much is free cannot be said.
    return null;
  }
}

/** An append that came when as much waits as memory should hold. */
export function backlogFull(stall: JournalStall): AppError {
  return new AppError({
    code: 'JOURNAL_STALLED',
    kind: 'operational',
    message: `${stall.message} ${stall.waiting} events wait already, so what came now could not be kept.`,
    hint: stall.hint,
    details: { cause: stall.code, waiting: stall.waiting },
  });
}

/** An append after the end, or one that still waited at the end. */
export function journalClosed(stall?: JournalStall): AppError {
  return new AppError({
    code: 'JOURNAL_CLOSED',
    kind: 'operational',
    message: `Stepwell was closed before this could be kept${stall ? `: ${stall.message}` : '.'}`,
    hint: 'The run goes on from what was kept when Stepwell starts again.',
  });
}

export interface RetryDelays {
  readonly first: number;
  readonly most: number;
}

export interface Retries {
  schedule(): void;
  stop(): void;
}

/** Calls back again and again, each time twice as late, until it is stopped. */
export function createRetries(delays: RetryDelays, attempt: () => void): Retries {
  let timer: NodeJS.Timeout | undefined;
  let delay = delays.first;
  return {
    schedule() {
      clearTimeout(timer);
      timer = setTimeout(attempt, delay);
      delay = Math.min(delay * 2, delays.most);
    },
    stop() {
      clearTimeout(timer);
      delay = delays.first;
    },
  };
}
