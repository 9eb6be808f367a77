import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startTimeLimit } from './time-limit';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('stands still while anybody holds it', () => {
  const onOver = vi.fn();
  const limit = startTimeLimit(100, onOver);
  vi.advanceTimersByTime(60);
  limit.hold();
  limit.hold();
  vi.advanceTimersByTime(1_000);
  limit.goOn();
  vi.advanceTimersByTime(1_000);
  limit.goOn();
  vi.advanceTimersByTime(39);
  expect(onOver).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onOver).toHaveBeenCalledTimes(1);
});

it('is never over without a limit, or once it has ended', () => {
  const onOver = vi.fn();
  const none = startTimeLimit(undefined, onOver);
  none.hold();
  none.goOn();
  const ended = startTimeLimit(10, onOver);
  ended.hold();
  ended.end();
  ended.goOn();
  vi.advanceTimersByTime(1_000);
  expect(onOver).not.toHaveBeenCalled();
});
