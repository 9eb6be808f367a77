import { AppError, type AppErrorData, toErrorData } from '@shared/errors/app-error';
import type { RunId } from '@shared/lib/ids';
import type { BlobRef } from '@shared/runs/recorded';
import {
  decodeEvent,
  type EncodedEvent,
  type PreparedEvent,
  type RecordedKey,
  replaceValues,
} from '../event-encoding';
import type { RunDetails } from '../event-writer';
import type { BatchOutcome, PreparedAppend, Settled } from '../log-writer';
import type { WriteGate } from '../write-gate';

// What passes between the main thread and the one that writes. Values cross as JSON texts, which are
// copied as a block of memory; a large object would be walked through on both sides.

export interface ThreadData {
  readonly file: string;
  /** Of the file that the main thread has open. */
  readonly inode: number;
  readonly owner: string;
  readonly gate: WriteGate;
  readonly presenceInterval: number | undefined;
  readonly pragmas: readonly string[];
}

export type ToThread =
  { readonly type: 'write'; readonly batch: readonly PackedAppend[] } | { readonly type: 'close' };

export type FromThread =
  { readonly type: 'ready' } | { readonly type: 'written'; readonly outcome: PackedOutcome };

export interface PackedAppend {
  readonly run: RunId;
  readonly details: RunDetails | undefined;
  /** The fields of all events one after the other: one flat list is copied quickly. */
  readonly cells: readonly Cell[];
}

type Cell = string | number | null;
const cellsPerEvent = 7;

export interface PackedOutcome {
  readonly settled: readonly PackedSettled[];
  readonly fault: AppErrorData | undefined;
  readonly commits: number;
}

type PackedSettled =
  | { readonly at: number; readonly replaced: readonly Replaced[] }
  | { readonly at: number; readonly refused: AppErrorData };

/** A value of the event at that place in its append, kept outside the log. */
type Replaced = readonly [event: number, key: RecordedKey, ref: BlobRef];

export function packAppend({ run, details, events }: PreparedAppend): PackedAppend {
  const cells: Cell[] = [];
  for (const { columns, payload } of events) {
    const { seq, time, type, step, path, attempt } = columns;
    cells.push(seq, time, type, step, path, attempt, payload);
  }
  return { run, details, cells };
}

export function unpackAppend({ run, details, cells }: PackedAppend): PreparedAppend {
  const events: PreparedEvent[] = [];
  for (let at = 0; at < cells.length; at += cellsPerEvent) {
    const [seq, time, type, step, path, attempt, payload] = cells.slice(at, at + cellsPerEvent) as [
      number,
      number,
      string,
      string | null,
      string | null,
      number | null,
      string,
    ];
    const columns = { run_id: run, seq, time, type, step, path, attempt };
    events.push({ event: decodeEvent({ ...columns, payload }), columns, payload });
  }
  return { run, details, events };
}

export function packOutcome({ settled, fault, commits }: BatchOutcome): PackedOutcome {
  return {
    settled: settled.map((one) =>
      'kept' in one
        ? { at: one.at, replaced: one.kept.flatMap(replacedIn) }
        : { at: one.at, refused: toErrorData(one.refused) },
    ),
    fault: fault === undefined ? undefined : toErrorData(fault),
    commits,
  };
}

function replacedIn({ blobs }: EncodedEvent, event: number): Replaced[] {
  return blobs.map(({ key, ref }) => [event, key, ref]);
}

/** The outcome in terms of the batch that was sent. */
export function unpackOutcome(
  { settled, fault, commits }: PackedOutcome,
  batch: readonly PreparedAppend[],
): Outcome {
  return {
    settled: settled.map((one) => {
      if ('refused' in one) return { at: one.at, refused: new AppError(one.refused) };
      const events = batch[one.at]?.events ?? [];
      return { at: one.at, kept: events.map((prepared, index) => stored(prepared, index, one)) };
    }),
    fault: fault && new AppError(fault),
    commits,
  };
}

/** What the main thread needs of a `BatchOutcome`: the events as they are stored. */
export interface Outcome extends Omit<BatchOutcome, 'settled'> {
  readonly settled: readonly (
    | { readonly at: number; readonly kept: readonly Pick<EncodedEvent, 'event'>[] }
    | Exclude<Settled, { readonly kept: unknown }>
  )[];
}

function stored(
  { event }: PreparedEvent,
  index: number,
  { replaced }: { readonly replaced: readonly Replaced[] },
): Pick<EncodedEvent, 'event'> {
  const refs = replaced.filter(([of]) => of === index).map(([, key, ref]) => [key, ref] as const);
  return { event: refs.length === 0 ? event : replaceValues(event, refs) };
}
