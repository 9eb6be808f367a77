import type { Breakpoint } from '@shared/debug/breakpoints';
import { expect, it } from 'vitest';
import { movedLines } from './line-places';

function line(step: string, at: number): Breakpoint {
  return { id: `${step}${at}`, target: { type: 'line', step, line: at, text: 'x' }, enabled: true };
}

it('moves with the text of its line, in its own step only', () => {
  const before = [line('parse', 3), line('other', 3)];
  const after = movedLines(
    before,
    'parse',
    () => 5,
    () => 'x',
  );
  expect(after.map(({ target }) => target.type === 'line' && target.line)).toEqual([5, 3]);
});

it('is the same list when nothing has moved', () => {
  const before = [line('parse', 3)];
  expect(
    movedLines(
      before,
      'parse',
      () => 3,
      () => 'x',
    ),
  ).toBe(before);
});
