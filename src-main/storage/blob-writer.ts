import type { RunId } from '@shared/lib/ids';
import { chunksOf, type EncodedBlob, itemStride } from './blob-encoding';
import type { Database } from './database';

export interface BlobWriter {
  /** Keeps a value once, whoever else has it, and notes that the run uses it. In a transaction. */
  write(run: RunId, blob: EncodedBlob, time: number): void;
}

export function createBlobWriter(database: Database): BlobWriter {
  const insertBlob = database.prepare<[string, string, number, number, number, number]>(`
    INSERT INTO blobs (hash, type, bytes, units, count, created_at) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (hash) DO UPDATE SET units = excluded.units WHERE blobs.units < 0
  `);
  // A value that was being removed may have pieces left.
  const removeChunks = database.prepare<[string]>('DELETE FROM blob_chunks WHERE hash = ?');
  const removeItems = database.prepare<[string]>('DELETE FROM blob_items WHERE hash = ?');
  const insertChunk = database.prepare<[string, number, string]>(
    'INSERT INTO blob_chunks (hash, start, text) VALUES (?, ?, ?)',
  );
  const insertItem = database.prepare<[string, number, number]>(
    'INSERT INTO blob_items (hash, item, start) VALUES (?, ?, ?)',
  );
  const insertUse = database.prepare<[string, string]>(
    'INSERT INTO run_blobs (run_id, hash) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  return {
    write(run, { ref, text, itemStarts }, time) {
      const { hash, type, bytes, count } = ref;
      const added = insertBlob.run(hash, type, bytes, text.length, count, time).changes === 1;
      if (added) {
        removeChunks.run(hash);
        removeItems.run(hash);
        for (const chunk of chunksOf(text)) insertChunk.run(hash, chunk.start, chunk.text);
        for (const [index, start] of itemStarts.entries()) {
          insertItem.run(hash, index * itemStride, start);
        }
      }
      insertUse.run(run, hash);
    },
  };
}
