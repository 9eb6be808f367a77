import type { ResolvedValue } from '@shared/expressions/types';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import { formatOf, type FileFormat } from '@shared/steps/lib/file-format';
import type { ReadFileConfig } from '@shared/steps/read-file/definition';
import { finalError } from '../../engine/step-error';
import type { StepContext, StepRunner } from '../../engine/types';
import { resolveFilePath } from '../lib/file-path';
import { plainJson } from '../lib/plain-json';
import type { StepHost } from '../step-host';
import { linesOf } from './lines';
import { openFile } from './open-file';
import { parseJsonText } from './parse-json';
import { readCsv } from './read-csv';
import { readText, tooLarge } from './read-text';

/** What a step may read into memory. Rows behind a limit are never read. */
export const maximumReadBytes = 64 * 1024 * 1024;

interface Content {
  readonly content: JsonValue;
  readonly rows: number | null;
  readonly truncated: boolean;
}

interface Source {
  readonly context: StepContext<ReadFileConfig>;
  readonly path: string;
  readonly pieces: AsyncIterable<string>;
}

const readers: { readonly [F in FileFormat]: (source: Source) => Promise<Content> } = {
  text: readWholeText,
  json: async ({ pieces, path }) => ({
    content: parseJsonText(await joined(pieces, path), path),
    rows: null,
    truncated: false,
  }),
  jsonl: readJsonLines,
  csv: async ({ context, path, pieces }) => {
    const { rows, truncated } = await readCsv(pieces, context.config, path, context.signal);
    return { content: rows, rows: rows.length, truncated };
  },
};

export function createReadFileRunner(
  host: Pick<StepHost, 'baseFolder'>,
): StepRunner<ReadFileConfig> {
  return async (context) => {
    const { config } = context;
    const path = resolveFilePath(context, host.baseFolder, config.path);
    // The path as it is written: a recording says nothing of where things were on a disk.
    const asked = { read: plainJson(config as ResolvedValue) };
    const output = await context.effect('file', asked, () => read(context, path));
    return { output };
  };
}

async function read(context: StepContext<ReadFileConfig>, path: string): Promise<JsonObject> {
  const { config, signal } = context;
  const format = formatOf(config.format, config.path);
  const { handle, size } = await openFile(path);
  try {
    // With a limit only what is read counts, not what is there.
    if (size > maximumReadBytes && config.limit === undefined)
      throw tooLarge(path, maximumReadBytes);
    const pieces = readText({
      path,
      handle,
      encoding: config.encoding,
      signal,
      maximumBytes: maximumReadBytes,
    });
    const content = await readers[format]({ context, path, pieces });
    return { path, format, ...content };
  } finally {
    await handle.close();
  }
}

async function readWholeText({ context, pieces }: Source): Promise<Content> {
  const { limit } = context.config;
  if (limit === undefined) {
    let content = '';
    for await (const piece of pieces) content += piece;
    return { content, rows: null, truncated: false };
  }
  const lines: string[] = [];
  for await (const line of linesOf(pieces)) {
    if (lines.length >= limit) return { content: joinLines(lines), rows: null, truncated: true };
    lines.push(line);
  }
  return { content: joinLines(lines), rows: null, truncated: false };
}

function joinLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

async function readJsonLines({ context, path, pieces }: Source): Promise<Content> {
  const { limit } = context.config;
  const rows: JsonValue[] = [];
  let number = 0;
  for await (const line of linesOf(pieces)) {
    number += 1;
    if (line.trim() === '') continue;
    if (limit !== undefined && rows.length >= limit) {
      return { content: rows, rows: rows.length, truncated: true };
    }
    rows.push(parseJsonText(line, path, number));
  }
  return { content: rows, rows: rows.length, truncated: false };
}

async function joined(pieces: AsyncIterable<string>, path: string): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  if (text.trim() !== '') return text;
  throw finalError({
    code: 'FILE_EMPTY',
    kind: 'user',
    message: `${path} is empty; a JSON file has at least one value`,
    hint: 'Check that whatever writes the file has finished.',
  });
}
