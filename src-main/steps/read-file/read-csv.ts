import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import { delimiterOf } from '@shared/steps/lib/file-format';
import type { ReadFileConfig } from '@shared/steps/read-file/definition';
import { finalError, type StepError } from '../../engine/step-error';
import { createCellReader } from './cell-values';

export interface Rows {
  readonly rows: readonly JsonValue[];
  readonly truncated: boolean;
}

interface ParsedRow {
  readonly record: readonly string[];
  /** `lines`: the line the row ends on. */
  readonly info: { readonly lines: number };
}

/** Reads rows as they come and stops at the limit, however much there is behind it. */
export async function readCsv(
  pieces: AsyncIterable<string>,
  config: ReadFileConfig,
  path: string,
  signal: AbortSignal,
): Promise<Rows> {
  const parser = parse({
    delimiter: delimiterOf(config.delimiter, config.path),
    bom: true,
    skip_empty_lines: true,
    relax_column_count: true,
    // The parser is ahead of the rows that are taken: each must bring its own line.
    info: true,
  });
  const rows: JsonValue[] = [];
  let truncated = false;
  const takeRows = async (records: AsyncIterable<ParsedRow>) => {
    let toRow: ((record: readonly string[], line: number) => JsonValue) | undefined;
    for await (const {
      record,
      info: { lines: line },
    } of records) {
      if (!toRow) {
        toRow = createRowReader(config, path, record);
        if (config.header) continue;
      }
      if (config.limit !== undefined && rows.length >= config.limit) {
        truncated = true;
        return;
      }
      refuseCount(config, record, path, line, rows[0]);
      rows.push(toRow(record, line));
    }
  };
  try {
    await pipeline(Readable.from(pieces), parser, takeRows, { signal });
  } catch (error) {
    // Stopping early closes the file under the parser's feet; that is what was wanted.
    if (!truncated) throw csvError(error, path);
  }
  return { rows, truncated };
}

function createRowReader(
  config: ReadFileConfig,
  path: string,
  first: readonly string[],
): (record: readonly string[], line: number) => JsonValue {
  let current = 1;
  const names = config.header ? columnNames(first, path) : undefined;
  const readers = first.map((_, at) => {
    const name = names?.[at] ?? String(at + 1);
    return createCellReader(config.types, config.columns?.[name], (expected, text) =>
      syntaxError(
        'CSV_TYPE',
        path,
        `column "${name}" has "${text.slice(0, 40)}", which is no ${expected}`,
        current,
      ),
    );
  });
  for (const name of Object.keys(config.columns ?? {})) {
    if (names && !names.includes(name)) {
      throw syntaxError(
        'CSV_COLUMN',
        path,
        `there is no column "${name}"; it has ${names.join(', ')}`,
        1,
      );
    }
  }
  return (record, line) => {
    current = line;
    const values = readers.map((read, at) => read(record[at] ?? ''));
    if (!names) return values;
    const row: Record<string, JsonValue> = {};
    for (const [at, name] of names.entries()) row[name] = values[at] ?? null;
    return row satisfies JsonObject;
  };
}

/** Every column gets a name, and each its own. */
function columnNames(first: readonly string[], path: string): string[] {
  const names = first.map((name, at) => name.trim() || `column${at + 1}`);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) {
    throw syntaxError('CSV_COLUMN', path, `two columns are named "${twice}"`, 1);
  }
  if (names.includes('__proto__')) {
    throw syntaxError('CSV_COLUMN', path, 'a column may not be named "__proto__"', 1);
  }
  return names;
}

function refuseCount(
  config: ReadFileConfig,
  record: readonly string[],
  path: string,
  line: number,
  firstRow: JsonValue | undefined,
): void {
  if (firstRow === undefined || firstRow === null) return;
  const expected = Object.keys(firstRow).length;
  if (record.length === expected) return;
  const than = config.header ? 'the header' : 'the first row';
  throw syntaxError(
    'CSV_SYNTAX',
    path,
    `a row has ${record.length} columns, but ${than} has ${expected}`,
    line,
  );
}

function csvError(error: unknown, path: string): unknown {
  if (!(error instanceof CsvError)) return error;
  const lines: unknown = error['lines'];
  const text = error.message.replace(/^Invalid [A-Za-z ]+: /, '').replace(/ at line \d+.*$/s, '');
  return syntaxError('CSV_SYNTAX', path, text, typeof lines === 'number' ? lines : 1);
}

function syntaxError(code: string, path: string, what: string, line: number): StepError {
  return finalError({
    code,
    kind: 'user',
    message: `${path}: ${what}`,
    hint: 'Correct the file, or check the delimiter and the column settings.',
    place: { line, column: 1 },
  });
}
