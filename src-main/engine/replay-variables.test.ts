import { expect, it } from 'vitest';
import { ReplayVariables } from './replay-variables';

function ordered() {
  const done: string[] = [];
  const variables = new ReplayVariables<string>();
  const take = (owner: string, place: number) =>
    variables.take(owner, place, () => done.push(`${owner}${place}`));
  return { variables, take, done };
}

it('sets variables in the order that was recorded, whoever comes first', () => {
  const { take, done } = ordered();
  take('c', 2);
  take('b', 1);
  expect(done).toEqual([]);
  take('a', 0);
  expect(done).toEqual(['a0', 'b1', 'c2']);
  take('c', 3);
  expect(done.at(-1)).toBe('c3');
});

it('does not wait beyond the end of whoever sets, nor for what does not come', () => {
  const { variables, take, done } = ordered();
  take('b', 1);
  take('b', 3);
  take('d', 4);
  variables.finish('b', [1, 3]);
  expect(done).toEqual(['b1', 'b3']);
  // It never set anything.
  variables.finish('a', [0, 2]);
  expect(done).toEqual(['b1', 'b3', 'd4']);
});
