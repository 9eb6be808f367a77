import { describe, expect, it } from 'vitest';
import { findText } from './find-text';

const text = 'name: Orders\nsteps:\n    load: # Orders of ORDERS\n    say: 1\n';

describe('findText', () => {
  it('finds words whatever their case, with their lines', () => {
    const { matches, total } = findText(text, 'orders', 10);
    expect(total).toBe(3);
    expect(matches.map(({ line, excerpt, start }) => [line, excerpt, start])).toEqual([
      [1, 'name: Orders', 6],
      [3, 'load: # Orders of ORDERS', 8],
      [3, 'load: # Orders of ORDERS', 18],
    ]);
    for (const { from, to } of matches) expect(text.slice(from, to).toLowerCase()).toBe('orders');
  });

  it('takes signs for themselves and nothing for nothing', () => {
    expect(findText('a.b a+b (a-b) [x] {{ y }}', 'a.b', 9).total).toBe(1);
    for (const words of ['a+b', '(a-b)', '[x]', '{{ y }}']) {
      expect([words, findText('a.b a+b (a-b) [x] {{ y }}', words, 9).total]).toEqual([words, 1]);
    }
    expect(findText('abc', '', 9)).toEqual({ matches: [], total: 0 });
  });

  it('cuts long lines around the match and counts what it does not list', () => {
    const long = `${'x'.repeat(500)}needle${'y'.repeat(500)}`;
    const { matches } = findText(long, 'needle', 1);
    expect(matches[0]?.excerpt.slice(matches[0].start, matches[0].start + 6)).toBe('needle');
    expect(matches[0]?.excerpt.length).toBeLessThan(170);
    expect(findText('a a a a', 'a', 2)).toMatchObject({ total: 4, matches: [{}, {}] });
  });
});
