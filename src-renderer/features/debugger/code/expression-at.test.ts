import { expect, it } from 'vitest';
import { expressionAt } from './expression-at';

const line = '  if (order.items[0].total > max) {';
const at = (part: string) => expressionAt(line, line.indexOf(part) + 2)?.text;

it('is the path up to the part that is pointed at', () => {
  expect(at('order')).toBe('order');
  expect(at('total')).toBe('order.items[0].total');
  expect(at('max')).toBe('max');
  expect(expressionAt(line, 1)).toBeNull();
});
