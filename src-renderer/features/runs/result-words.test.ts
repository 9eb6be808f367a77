import { describe, expect, it } from 'vitest';
import type { BlobRef } from '@shared/runs/recorded';
import { resultWords } from './result-words';

const blob = {
  hash: 'h',
  bytes: 4_200,
  type: 'array',
  count: 37,
  preview: '[',
} as unknown as BlobRef;

describe('what a step gave, in a few characters', () => {
  it.each([
    [42, '42'],
    [true, 'true'],
    ['done', '“done”'],
    ['x'.repeat(120), '120 characters'],
    ['a\nb', '3 characters'],
    [[1, 2, 3], '3 items'],
    [{ a: 1 }, undefined],
    [null, undefined],
    ['', undefined],
  ])('%j is %s', (value, words) => {
    expect(resultWords({ value })).toBe(words);
  });

  it('says of large values how large they are, without reading them', () => {
    expect(resultWords({ blob })).toBe('37 items · 4.2 kB');
    expect(resultWords({ blob: { ...blob, type: 'string' } })).toBe('4.2 kB');
  });
});
