import { describe, expect, it } from 'vitest';
import { delimiterOf, formatOf } from './file-format';

describe('formatOf', () => {
  it.each([
    ['auto', 'a.CSV', 'csv'],
    ['auto', 'a.tsv', 'csv'],
    ['auto', 'a.ndjson', 'jsonl'],
    ['auto', 'a.md', 'text'],
    ['auto', 'folder.json/readme', 'text'],
    [undefined, undefined, 'text'],
    ['json', 'a.csv', 'json'],
  ])('reads %s of %s as %s', (format, path, expected) => {
    expect(formatOf(format, path)).toBe(expected);
  });
});

describe('delimiterOf', () => {
  it('is what is said, else what the ending means', () => {
    expect([delimiterOf(undefined, 'a.csv'), delimiterOf(undefined, 'a.tsv')]).toEqual([',', '\t']);
    expect([delimiterOf(';', 'a.tsv'), delimiterOf('\\t', 'a.csv')]).toEqual([';', '\t']);
  });
});
