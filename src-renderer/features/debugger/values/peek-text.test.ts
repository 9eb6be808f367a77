import type { ContentHash } from '@shared/lib/ids';
import { expect, it } from 'vitest';
import { peekText } from './peek-text';

it('shows how a value begins, on one line', () => {
  expect(peekText({ value: { id: 7 } }, 40)).toBe('{"id":7}');
  expect(peekText({ value: 'a'.repeat(100) }, 10)).toBe('"aaaaaaaaa…');
  expect(peekText({ value: Array.from({ length: 1e5 }, (_, at) => at) }, 12)).toBe('[0,1,2,3,4,5…');
  const blob = { hash: 'h' as ContentHash, bytes: 9e6, type: 'array', count: 3 };
  expect(peekText({ blob: { ...blob, preview: '[\n  1,\n  2' } }, 40)).toBe('[ 1, 2');
});
