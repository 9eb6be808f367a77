import { hash } from 'node:crypto';
import { isJsonObject, type JsonValue } from '@shared/lib/json';
import type { RunEvent } from '@shared/runs/events';
import type { BlobRef, Recorded } from '@shared/runs/recorded';
import { type ScopePath, scopeKey } from '@shared/runs/scope-path';
import { blobThreshold, type EncodedBlob, encodeBlob } from './blob-encoding';

// How an event becomes a row and back, and how rows are chained by hash.

export interface EventRow {
  readonly run_id: string;
  readonly seq: number;
  readonly time: number;
  readonly type: string;
  readonly step: string | null;
  readonly path: string | null;
  readonly attempt: number | null;
  readonly payload: string;
  readonly hash: Buffer;
}

/** An event as JSON: all that has to be done where it was made. */
export interface PreparedEvent {
  readonly event: RunEvent;
  readonly columns: Columns;
  readonly payload: string;
}

export interface EncodedEvent {
  /** As it is stored and published: large values stand as references. */
  readonly event: RunEvent;
  readonly row: EventRow;
  readonly blobs: readonly EventBlob[];
}

/** A large value and the key of the event that it was taken from. */
export interface EventBlob extends EncodedBlob {
  readonly key: RecordedKey;
}

/** What the first event of a run is chained to. */
export const firstHash = Buffer.alloc(32);

/** Keys that hold a `Recorded` value in some event. */
export const recordedKeys = [
  'input',
  'output',
  'locals',
  'value',
  'signal',
  'request',
  'response',
] as const;

export type RecordedKey = (typeof recordedKeys)[number];

const noBlobs: readonly EventBlob[] = [];

/** Throws when the event is no JSON. */
export function prepareEvent(event: RunEvent): PreparedEvent {
  // Thousands pass every second: the common case is one stringify and no copy but this one.
  return { event, ...split(event) };
}

/** The rest of the work: large values, which are kept outside the log, and the hash. */
export function encodeEvent(prepared: PreparedEvent, previous: Buffer): EncodedEvent {
  const { event, columns, payload } = prepared;
  if (payload.length <= blobThreshold) return finish(event, columns, payload, noBlobs, previous);
  const { light, blobs } = extractBlobs(event);
  if (blobs.length === 0) return finish(event, columns, payload, noBlobs, previous);
  return finish(light, columns, split(light).payload, blobs, previous);
}

/** The event with references in the places of large values. */
export function replaceValues(
  event: RunEvent,
  refs: Iterable<readonly [RecordedKey, BlobRef]>,
): RunEvent {
  const replaced: Record<string, Recorded> = {};
  for (const [key, blob] of refs) replaced[key] = { blob };
  return { ...event, ...replaced } as RunEvent;
}

/** The event that a row holds; types this version does not know are kept as they are. */
export function decodeEvent(row: Columns & { readonly payload: string }): RunEvent {
  const event = {
    run: row.run_id,
    seq: row.seq,
    time: row.time,
    type: row.type,
    ...(row.step !== null && { step: row.step }),
    ...(row.path !== null && { path: parseScopeKey(row.path) }),
    ...(row.attempt !== null && { attempt: row.attempt }),
    ...(JSON.parse(row.payload) as Record<string, unknown>),
  };
  // Written by encodeEvent above and guarded by the hash chain.
  return event as unknown as RunEvent;
}

/** The hash that chains a row to the one before it. */
export function chainHash(row: Omit<EventRow, 'hash'>, previous: Buffer): Buffer {
  const content = [
    previous.toString('hex'),
    row.run_id,
    row.seq,
    row.time,
    row.type,
    row.step ?? '',
    row.path ?? '-',
    row.attempt ?? '',
    row.payload,
  ].join('\n');
  return hash('sha256', content, 'buffer');
}

export interface Columns {
  readonly run_id: string;
  readonly seq: number;
  readonly time: number;
  readonly type: string;
  readonly step: string | null;
  readonly path: string | null;
  readonly attempt: number | null;
}

/** Any event seen as one shape: the fields that have columns of their own, and the rest. */
interface AnyEvent {
  readonly run: string;
  readonly seq: number;
  readonly time: number;
  readonly type: string;
  readonly step?: string;
  readonly path?: ScopePath;
  readonly attempt?: number;
}

function split(source: RunEvent): { columns: Columns; payload: string } {
  const { run, seq, time, type, step, path, attempt, ...rest }: AnyEvent = source;
  const columns = {
    run_id: run,
    seq,
    time,
    type,
    step: step ?? null,
    path: path === undefined ? null : scopeKey(path),
    attempt: attempt ?? null,
  };
  return { columns, payload: JSON.stringify(rest) };
}

function finish(
  event: RunEvent,
  columns: Columns,
  payload: string,
  blobs: readonly EventBlob[],
  previous: Buffer,
): EncodedEvent {
  const row = { ...columns, payload };
  return { event, row: { ...row, hash: chainHash(row, previous) }, blobs };
}

function extractBlobs(event: RunEvent): { light: RunEvent; blobs: EventBlob[] } {
  const fields = event as unknown as Readonly<Record<string, unknown>>;
  const blobs: EventBlob[] = [];
  for (const key of recordedKeys) {
    const field = fields[key];
    if (!isRecordedValue(field)) continue;
    const blob = encodeBlob(field.value);
    if (blob.text.length <= blobThreshold) continue;
    blobs.push({ ...blob, key });
  }
  const refs = blobs.map(({ key, ref }) => [key, ref] as const);
  return { light: replaceValues(event, refs), blobs };
}

function isRecordedValue(field: unknown): field is { readonly value: JsonValue } {
  return isJsonObject(field as JsonValue) && 'value' in (field as object);
}

const segmentPattern = /([^[\]/]+)\[(\d+)\]/g;

/** The path that `scopeKey` wrote. */
export function parseScopeKey(key: string): ScopePath {
  if (key === '') return [];
  return [...key.matchAll(segmentPattern)].map(([, step = '', iteration]) => ({
    step,
    iteration: Number(iteration),
  }));
}
