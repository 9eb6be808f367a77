import { expect, it } from 'vitest';
import { createCodeFollower } from './code-follower';

function paneWith(step: string | null) {
  let shown = step;
  const put = (next: string | null): void => void (shown = next);
  const follower = createCodeFollower({ shown: () => shown, open: put, put });
  return { follower, put, shown: () => shown };
}

it('opens where the run stands in code, and closes where it does not any more', () => {
  const { follower, shown } = paneWith(null);
  follower.follow('sum', 2);
  follower.follow('sum', 3);
  follower.follow('other', 1);
  expect(shown()).toBe('other');
  follower.leave();
  expect(shown()).toBeNull();
});

it('comes back to the code that a person had open', () => {
  const { follower, shown } = paneWith('mine');
  follower.follow('sum', 2);
  follower.follow('other', 1);
  follower.leave();
  expect(shown()).toBe('mine');
  follower.follow('mine', 4);
  follower.leave();
  expect(shown()).toBe('mine');
});

it('leaves alone what a person opened or closed meanwhile', () => {
  const { follower, put, shown } = paneWith(null);
  follower.follow('sum', 2);
  put('mine');
  follower.leave();
  expect(shown()).toBe('mine');
  put(null);
  follower.follow('sum', 2);
  put(null);
  follower.leave();
  follower.leave();
  expect(shown()).toBeNull();
});
