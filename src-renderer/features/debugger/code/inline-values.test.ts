import { expect, it } from 'vitest';
import { inlineValues } from './inline-values';

const lines = [
  'const total = order.total;',
  "const text = 'total';  // total",
  'if (total > 3) send(total);',
  'return total;',
];

it('shows a name where it was named last, up to where the code stands', () => {
  const values = new Map([
    ['total', '12'],
    ['text', '"total"'],
  ]);
  expect(inlineValues(lines, 1, 3, values)).toEqual([
    { line: 2, text: 'text = "total"' },
    { line: 3, text: 'total = 12' },
  ]);
});

it('does not take a member for a name', () => {
  expect(inlineValues(['order.total = 3;'], 1, 1, new Map([['total', '1']]))).toEqual([]);
});

it('keeps long values short', () => {
  const [only] = inlineValues(['a'], 1, 1, new Map([['a', 'x'.repeat(500)]]));
  expect(only?.text.length).toBeLessThan(80);
});
