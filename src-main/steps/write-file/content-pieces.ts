import { stringify } from 'csv-stringify/sync';
import { isJsonObject, type JsonValue } from '@shared/lib/json';
import { delimiterOf, type FileFormat } from '@shared/steps/lib/file-format';
import { typeName } from '@shared/lib/type-name';
import type { WriteFileConfig } from '@shared/steps/write-file/definition';
import { finalError } from '../../engine/step-error';

/** Rows turned into text at one go. */
const batch = 1_000;

export interface ContentPieces {
  readonly pieces: Iterable<string>;
  /** Null for formats without rows. */
  readonly rows: number | null;
}

/** The text of a file, piece by piece. `isNew`: nothing is in the file yet. */
export function contentPieces(
  content: JsonValue,
  format: FileFormat,
  config: WriteFileConfig,
  isNew: boolean,
): ContentPieces {
  switch (format) {
    case 'text':
      return { pieces: [textOf(content)], rows: null };
    case 'json':
      return { pieces: [`${JSON.stringify(content, null, config.indent)}\n`], rows: null };
    case 'jsonl': {
      const items = listOf(content, 'JSON lines');
      return { pieces: jsonLines(items), rows: items.length };
    }
    case 'csv': {
      const items = listOf(content, 'CSV');
      return { pieces: csvRows(items, config, isNew), rows: items.length };
    }
  }
}

function textOf(content: JsonValue): string {
  if (typeof content === 'string') return content;
  if (typeof content === 'number' || typeof content === 'boolean') return String(content);
  throw contentError(
    `A text file needs text, but the content is ${typeName(content)}`,
    'Set the format to json, or bind the content to a text.',
  );
}

function listOf(content: JsonValue, format: string): readonly JsonValue[] {
  if (Array.isArray(content)) return content as readonly JsonValue[];
  throw contentError(
    `${format} needs a list, but the content is ${typeName(content)}`,
    'Bind the content to a list, or choose another format.',
  );
}

function* jsonLines(items: readonly JsonValue[]): Generator<string> {
  for (let from = 0; from < items.length; from += batch) {
    yield items
      .slice(from, from + batch)
      .map((item) => `${JSON.stringify(item)}\n`)
      .join('');
  }
}

function* csvRows(
  items: readonly JsonValue[],
  config: WriteFileConfig,
  isNew: boolean,
): Generator<string> {
  const columns = config.columns ?? columnsOf(items);
  const options = {
    delimiter: delimiterOf(config.delimiter, config.path),
    // Left alone, the library writes true as 1 and false as nothing.
    cast: { boolean: (value: boolean) => String(value) },
  };
  if (config.header && isNew && columns.length > 0) yield stringify([columns], options);
  for (let from = 0; from < items.length; from += batch) {
    const rows = items.slice(from, from + batch).map((item, at) => cells(item, columns, from + at));
    yield stringify(rows, options);
  }
}

/** Every column that any row has, in the order in which they first appear. */
function columnsOf(items: readonly JsonValue[]): string[] {
  const columns = new Set<string>();
  for (const item of items) {
    if (isJsonObject(item)) for (const key of Object.keys(item)) columns.add(key);
  }
  return [...columns];
}

function cells(item: JsonValue, columns: readonly string[], index: number): readonly JsonValue[] {
  if (Array.isArray(item)) return item as readonly JsonValue[];
  if (isJsonObject(item)) {
    return columns.map((name) => (Object.hasOwn(item, name) ? (item[name] ?? null) : null));
  }
  throw contentError(
    `A CSV row is an object or a list, but item ${index} is ${typeName(item)}`,
    'Use a transform step to make each item an object.',
  );
}

function contentError(message: string, hint: string) {
  return finalError({ code: 'FILE_CONTENT', kind: 'user', message, hint });
}
