import { expect, it } from 'vitest';
import { sameJson } from './same-json';

it('compares data, not the order of keys', () => {
  expect(sameJson({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 })).toBe(true);
  expect(sameJson({ a: 1, b: undefined }, { a: 1 })).toBe(true);
  expect(sameJson([1, 2], [2, 1])).toBe(false);
  expect(sameJson({ a: {} }, { a: [] })).toBe(false);
  expect(sameJson(null, {})).toBe(false);
});
