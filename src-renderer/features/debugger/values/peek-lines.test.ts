import { expect, it } from 'vitest';
import { peekLines, peekSize } from './peek-lines';

it('shows the first lines, and that there are more', () => {
  expect(peekLines({ value: [1] })).toBe('[\n  1\n]');
  const lines = peekLines({ value: Array.from({ length: 1e6 }, (_, at) => at) }).split('\n');
  expect(lines).toHaveLength(9);
  expect(lines.at(-1)).toBe('…');
});

it('reads no more of a long list than it shows', () => {
  let reads = 0;
  const rows = new Proxy([...Array(100_000).keys()], {
    get(items, key, receiver) {
      if (typeof key === 'string' && /^\d+$/.test(key)) reads += 1;
      return Reflect.get(items, key, receiver) as unknown;
    },
  });
  peekLines({ value: { rows } });
  expect(reads).toBeLessThan(50);
});

it('says how large a value is', () => {
  expect(peekSize({ value: [1] })).toBe('1 item');
  expect(peekSize({ value: { a: 1, b: 2 } })).toBe('2 keys');
  expect(peekSize({ value: null })).toBe('null');
});
