import { z } from 'zod';
import { shown } from './shown';
import type { JsonObject } from '../../lib/json';

/** What is in a file, for the kinds that read and write files. */
export const fileFormats = ['auto', 'text', 'json', 'jsonl', 'csv'] as const;
export type FileFormat = Exclude<(typeof fileFormats)[number], 'auto'>;

export function fileFormat() {
  return z.enum(fileFormats).default('auto').meta({
    title: 'Format',
    description: 'auto: by the ending of the name (.json, .jsonl, .csv, .tsv; else text).',
  });
}

export function filePath() {
  return z
    .string({ error: 'must be the path of a file' })
    .min(1, { error: 'is required: the path of a file' })
    .refine((path) => !path.includes('\0'), { error: 'must not contain a NUL character' })
    .meta({
      title: 'File',
      description: "A path; a relative one starts at the workflow's own folder.",
    });
}

const byEnding: Readonly<Record<string, FileFormat>> = {
  json: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  csv: 'csv',
  tsv: 'csv',
};

/** The format that is meant, `auto` resolved by the file's name. */
export function formatOf(format: unknown, path: unknown): FileFormat {
  const known = fileFormats.find((candidate) => candidate === format);
  if (known !== undefined && known !== 'auto') return known;
  const ending = /\.([a-z]+)$/i.exec(typeof path === 'string' ? path : '')?.[1]?.toLowerCase();
  return (ending !== undefined ? byEnding[ending] : undefined) ?? 'text';
}

/** The sign between the columns: as said, else a tab for .tsv and a comma for the rest. */
export function delimiterOf(delimiter: string | undefined, path: string): string {
  if (delimiter !== undefined) return delimiter === '\\t' ? '\t' : delimiter;
  return /\.tsv$/i.test(path) ? '\t' : ',';
}

/** Whether the settings for CSV mean anything, as far as the unresolved settings tell. */
export function isCsv(config: JsonObject): boolean {
  return formatOf(config['format'], config['path']) === 'csv';
}

export function delimiter() {
  return z
    .string()
    .refine((text) => [...text].length === 1 || text === '\\t', {
      error: 'must be one character, or \\t for a tab',
    })
    .optional()
    .meta({ title: 'Delimiter', description: 'Between columns; a comma unless you say so.' });
}

/** The last part of a path, for a summary. */
export function shownPath(config: JsonObject): string {
  return shown(config['path'], 'no file yet', 48);
}
