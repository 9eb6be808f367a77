import { describe, expect, it } from 'vitest';
import { isJsonObject } from './json';

describe('isJsonObject', () => {
  it('takes objects only, not arrays and not null', () => {
    const values: unknown[] = [{}, { a: 1 }, [], null, 'text', 1, undefined];
    expect(values.map(isJsonObject)).toEqual([true, true, false, false, false, false, false]);
  });
});
