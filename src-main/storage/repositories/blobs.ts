import { AppError } from '@shared/errors/app-error';
import type { ContentHash } from '@shared/lib/ids';
import type { JsonValue } from '@shared/lib/json';
import { cutBefore } from '../blob-encoding';
import type { Database } from '../database';

/** Large values, a page at a time; a page costs what it holds, not what the value holds. */
export interface BlobsRepository {
  /**
   * A part of the JSON text in UTF-16 units. It may be one unit shorter than asked for, so that
   * it never ends within a character; go on at `offset + text.length`.
   */
  readText(hash: ContentHash, offset: number, length: number): { text: string; total: number };
  /** Items of an array. */
  readItems(hash: ContentHash, from: number, count: number): { items: JsonValue[]; total: number };
  /** The whole value. */
  readValue(hash: ContentHash): JsonValue;
}

interface BlobRow {
  readonly type: string;
  readonly units: number;
  readonly count: number;
}

interface Place {
  readonly item: number;
  readonly start: number;
}

export function createBlobsRepository(database: Database): BlobsRepository {
  const find = database.prepare<[string], BlobRow>(
    'SELECT type, units, count FROM blobs WHERE hash = ? AND units >= 0',
  );
  const chunks = database.prepare<
    [{ hash: string; from: number; to: number }],
    { start: number; text: string }
  >(`
    SELECT start, text FROM blob_chunks
    WHERE hash = :hash AND start < :to AND start >= coalesce(
      (SELECT max(start) FROM blob_chunks WHERE hash = :hash AND start <= :from), 0)
    ORDER BY start
  `);
  const placeBefore = database.prepare<[string, number], Place>(`
    SELECT item, start FROM blob_items WHERE hash = ? AND item <= ? ORDER BY item DESC LIMIT 1
  `);
  const placeAfter = database.prepare<[string, number], Place>(`
    SELECT item, start FROM blob_items WHERE hash = ? AND item >= ? ORDER BY item LIMIT 1
  `);

  function get(hash: ContentHash): BlobRow {
    const row = find.get(hash);
    if (row) return row;
    throw new AppError({
      code: 'NOT_FOUND',
      kind: 'user',
      message: `The value ${hash} is not in this profile.`,
      hint: 'The run that made it may have been removed.',
    });
  }

  function textBetween(hash: ContentHash, from: number, to: number): string {
    const rows = chunks.all({ hash, from, to });
    const first = rows[0]?.start ?? 0;
    const text = rows.map((row) => row.text).join('');
    return text.slice(from - first, cutBefore(text, to - first));
  }

  return {
    readText(hash, offset, length) {
      const { units } = get(hash);
      // Two, so that a character of two units always fits and a reader always gets on.
      const to = Math.min(offset + Math.max(length, 2), units);
      return { text: offset >= to ? '' : textBetween(hash, offset, to), total: units };
    },
    readItems(hash, from, count) {
      const { type, count: total, units } = get(hash);
      if (type !== 'array') throw notAList(hash, type);
      const end = Math.min(from + count, total);
      if (from >= end) return { items: [], total };
      const first = placeBefore.get(hash, from) ?? { item: 0, start: 1 };
      // Ends where a later item begins, without the comma before it, or at the closing bracket.
      const next = placeAfter.get(hash, end);
      const text = textBetween(hash, first.start, (next?.start ?? units) - 1);
      const items = JSON.parse(`[${text}]`) as JsonValue[];
      return { items: items.slice(from - first.item, end - first.item), total };
    },
    readValue(hash) {
      const { units } = get(hash);
      return JSON.parse(textBetween(hash, 0, units)) as JsonValue;
    },
  };
}

function notAList(hash: ContentHash, type: string): AppError {
  return new AppError({
    code: 'NOT_A_LIST',
    kind: 'user',
    message: `The value ${hash} is of type ${type}; only a list has items.`,
    hint: 'Read its text instead.',
  });
}
