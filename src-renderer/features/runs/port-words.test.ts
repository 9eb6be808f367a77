import { expect, it } from 'vitest';
import type { BlobRef } from '@shared/runs/recorded';
import { portWords } from './port-words';

it.each([
  [[1, 2, 3], '3 items', '7 B'],
  [[1], '1 item', '3 B'],
  [{ a: 1, b: 'é' }, '2 keys', '16 B'],
  ['x'.repeat(1_500), '1,500 chars', '1.5 kB'],
  [Array.from({ length: 12_345 }, () => 0), '12.3K items', '25 kB'],
])('says how much is in a value', (value, count, size) => {
  expect(portWords({ value })).toEqual({ count, size });
});

it('leaves plain values to the badge', () => {
  for (const value of [null, true, 42, 'done', '', { result: true }])
    expect(portWords({ value })).toBeNull();
});

it('says it of a large value without reading it', () => {
  const blob = { type: 'array', count: 37, bytes: 4_200 } as unknown as BlobRef;
  expect(portWords({ blob })).toEqual({ count: '37 items', size: '4.2 kB' });
});
