import { expect, it } from 'vitest';
import { createHistoryWalk } from './history-walk';

it('walks back, and forward again to what was being typed', () => {
  const walk = createHistoryWalk();
  const history = ['one', 'two'];
  expect(walk.up('dra', history)).toBe('two');
  expect(walk.up('two', history)).toBe('one');
  expect(walk.up('one', history)).toBeNull();
  expect(walk.down(history)).toBe('two');
  expect(walk.down(history)).toBe('dra');
  expect(walk.down(history)).toBeNull();
});
