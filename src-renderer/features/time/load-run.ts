import { RunLog } from '@shared/debug/run-log';
import type { ContentHash, RunId } from '@shared/lib/ids';
import type { JsonValue } from '@shared/lib/json';
import type { BlobRef } from '@shared/runs/recorded';
import { ipc } from '../../ipc/client';
import { runsStore } from '../runs/index';

const eventPage = 5_000;
const blobPage = 1_000_000;

/** The whole log of a run; of the shown one what is there already. */
export async function loadRun(runId: RunId): Promise<RunLog> {
  const { shown, log, loading } = runsStore.getState();
  let read = shown === runId && !loading ? log : RunLog.empty;
  for (;;) {
    const page = await ipc.runs.events({ runId, after: read.length, limit: eventPage });
    read = read.append(page.events);
    if (read.length >= page.lastSeq || page.events.length === 0) return read;
  }
}

const blobs = new Map<ContentHash, Promise<JsonValue>>();
const mostBlobs = 20;

/** A large value, whole. */
export function loadBlob(ref: BlobRef): Promise<JsonValue> {
  const known = blobs.get(ref.hash);
  if (known !== undefined) return known;
  const reading = readBlob(ref.hash);
  if (blobs.size >= mostBlobs) blobs.clear();
  blobs.set(ref.hash, reading);
  // One that could not be read may be there the next time.
  reading.catch(() => blobs.delete(ref.hash));
  return reading;
}

async function readBlob(hash: ContentHash): Promise<JsonValue> {
  const parts: string[] = [];
  let length = 0;
  for (;;) {
    const page = await ipc.runs.readBlob({ hash, offset: length, length: blobPage });
    parts.push(page.text);
    length += page.text.length;
    if (length >= page.total || page.text.length === 0) break;
  }
  return JSON.parse(parts.join('')) as JsonValue;
}
