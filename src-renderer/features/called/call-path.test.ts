import { describe, expect, it } from 'vitest';
import { callerOf, callPathOf, startsWith } from './call-path';

const outer = [
  { step: 'each', iteration: 2 },
  { step: 'price', iteration: 0 },
];
const inner = [...outer, { step: 'tax', iteration: 0 }];
const isCalled = (scope: string) =>
  scope === 'each[2]/price[0]' || scope === 'each[2]/price[0]/tax[0]';

describe('paths through called workflows', () => {
  it('know the workflow in which their end stands', () => {
    expect(callPathOf(outer.slice(0, 1), isCalled)).toEqual([]);
    expect(callPathOf([...outer, { step: 'rates', iteration: 1 }], isCalled)).toEqual(outer);
    expect(callPathOf(inner, isCalled)).toEqual(inner);
  });

  it('know the step that stands for their end in the open workflow', () => {
    expect(callerOf(inner, isCalled)).toBe('price');
    expect(callerOf(inner, isCalled, outer)).toBe('tax');
    expect(callerOf(inner, isCalled, inner)).toBeNull();
    expect(callerOf(outer.slice(0, 1), isCalled)).toBeNull();
  });

  it('know whether they begin with another', () => {
    expect(startsWith(inner, outer)).toBe(true);
    expect(startsWith(outer, inner)).toBe(false);
    expect(startsWith(inner, outer.with(0, { step: 'each', iteration: 1 }))).toBe(false);
  });
});
