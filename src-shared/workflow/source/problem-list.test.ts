import { expect, it } from 'vitest';
import type { Severity } from '../problem';
import { sourceLimits } from './limits';
import { createProblemList } from './problem-list';

function listOf(...severities: readonly (readonly [Severity, number])[]) {
  const list = createProblemList('text');
  for (const [severity, count] of severities) {
    for (let at = 0; at < count; at += 1) {
      list.add({ code: severity, severity, message: severity, from: 0, to: 0 });
    }
  }
  const all = list.all();
  const count = (wanted: string) => all.filter(({ code }) => code === wanted).length;
  const more = all.find(({ code }) => code === 'MORE');
  return { list, errors: count('error'), warnings: count('warning'), hints: count('hint'), more };
}

const limit = sourceLimits.problems;

it('only counts what is more than it lists, as light as that is', () => {
  const { list, hints, more } = listOf(['hint', limit + 3]);
  expect(hints).toBe(limit);
  expect(more).toMatchObject({ severity: 'hint', message: '3 more problems are not listed' });
  // An error would still find room, so its place has to be looked for.
  expect(list.isFull()).toBe(false);
});

it('lists errors rather than hints, whichever came first', () => {
  const { errors, warnings, hints, more } = listOf(['hint', limit], ['warning', 1], ['error', 2]);
  expect([errors, warnings, hints]).toEqual([2, 1, limit - 3]);
  expect(more).toMatchObject({ severity: 'hint' });
});

it('is an error when errors are not listed', () => {
  const { list, errors, more } = listOf(['warning', 5], ['error', limit + 1], ['hint', 1]);
  expect(errors).toBe(limit);
  expect(more).toMatchObject({ severity: 'error', message: '7 more problems are not listed' });
  expect(list.isFull()).toBe(true);
});
