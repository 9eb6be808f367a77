import { describe, expect, it } from 'vitest';
import { missingClosers } from './missing-closers';

function missing(marked: string): number {
  return missingClosers(marked.replace('|', ''), marked.indexOf('|'));
}

describe('missingClosers', () => {
  it.each([
    ['{{|', 2],
    ['{{|}', 1],
    ['{{|}}', 0],
    ['a {{| b', 2],
    ['{{| input.a }}', 0],
    ['{{| {{ input.a }}', 2],
    ['{|', 0],
    ['{{{|', 0],
    ['{ "a": "{{|" }', 2],
  ])('%s', (marked, count) => {
    expect(missing(marked)).toBe(count);
  });
});
