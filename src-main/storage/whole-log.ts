import type { ContentHash, RunId } from '@shared/lib/ids';
import { isJsonObject, type JsonValue } from '@shared/lib/json';
import type { RunEvent } from '@shared/runs/events';
import type { BlobRef } from '@shared/runs/recorded';
import { recordedKeys } from './event-encoding';
import type { BlobsRepository } from './repositories/blobs';
import { createSlices, type Slices } from './slices';

// A run's log with large values in their places: what restoring and replaying a run start from.

export interface LogSource {
  after(run: RunId, seq: number, limit: number): RunEvent[];
  lastSeq(run: RunId): number;
  readonly blobs: BlobsRepository;
}

/** Few, because a row may hold 64 kB. */
const rowsAtOnce = 32;
const itemsAtOnce = 64;

/** Reads up to the event that is the last now, in slices. */
export async function readWholeLog(source: LogSource, run: RunId): Promise<RunEvent[]> {
  const slices = createSlices();
  const last = source.lastSeq(run);
  const events: RunEvent[] = [];
  // A value that several events refer to is read once and shared, as it was when they were made.
  const known = new Map<ContentHash, JsonValue>();
  let seq = 0;
  while (seq < last) {
    const page = source.after(run, seq, Math.min(rowsAtOnce, last - seq));
    if (page.length === 0) break;
    for (const event of page) {
      events.push(await withValues(event, source.blobs, known, slices));
      seq = event.seq;
    }
    await slices.pause();
  }
  return events;
}

async function withValues(
  event: RunEvent,
  blobs: BlobsRepository,
  known: Map<ContentHash, JsonValue>,
  slices: Slices,
): Promise<RunEvent> {
  const fields = event as unknown as Readonly<Record<string, unknown>>;
  let whole = event;
  for (const key of recordedKeys) {
    const field = fields[key];
    if (!isReference(field)) continue;
    const { hash } = field.blob;
    let value = known.get(hash);
    if (value === undefined) {
      value = await readValue(field.blob, blobs, slices);
      known.set(hash, value);
    }
    whole = { ...whole, [key]: { value } };
  }
  return whole;
}

/** Lists are parsed a few items at a time; any other value has to be parsed in one go. */
async function readValue(
  { hash, type }: BlobRef,
  blobs: BlobsRepository,
  slices: Slices,
): Promise<JsonValue> {
  await slices.pause();
  if (type !== 'array') return blobs.readValue(hash);
  const list: JsonValue[] = [];
  for (;;) {
    const { items, total } = blobs.readItems(hash, list.length, itemsAtOnce);
    for (const item of items) list.push(item);
    if (items.length === 0 || list.length >= total) return list;
    await slices.pause();
  }
}

function isReference(field: unknown): field is { readonly blob: BlobRef } {
  return isJsonObject(field as JsonValue) && 'blob' in (field as object);
}
