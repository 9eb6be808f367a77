import type { Breakpoint, BreakpointTarget } from '@shared/debug/breakpoints';
import { expect, it } from 'vitest';
import { cycleAll } from './cycle-all';

const wires: readonly BreakpointTarget[] = [
  { type: 'wire', edge: 'a.out -> b.in' },
  { type: 'wire', edge: 'a.out -> c.in' },
];
const other: Breakpoint = { id: 'x', target: { type: 'step', step: 'a' }, enabled: true };

it('sets what is missing, disables all, removes all, and leaves others alone', () => {
  let count = 0;
  const step = (list: readonly Breakpoint[]) => cycleAll(list, wires, () => `n${(count += 1)}`);
  const one: Breakpoint = { id: 'first', target: wires[0] ?? other.target, enabled: false };
  const set = step([other, one]);
  expect(set.map(({ id }) => id)).toEqual(['x', 'first', 'n1']);
  const disabled = step(set);
  expect(disabled.map(({ enabled }) => enabled)).toEqual([true, false, false]);
  expect(step(disabled)).toEqual([other]);
});
