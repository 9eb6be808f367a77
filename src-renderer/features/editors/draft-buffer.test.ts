import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DraftBuffer } from './draft-buffer';
import { flushPendingEdits } from './pending-edits';

describe('DraftBuffer', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  function setUp() {
    const commit = vi.fn((draft: string) => draft);
    const committed = vi.fn();
    const buffer = new DraftBuffer<string>();
    buffer.connect(commit, committed);
    return { buffer, commit, committed };
  }

  it('commits the last text, a moment after the last change', () => {
    const { buffer, commit, committed } = setUp();
    buffer.change('a');
    vi.advanceTimersByTime(200);
    buffer.change('ab');
    vi.advanceTimersByTime(200);
    expect(commit).not.toHaveBeenCalled();
    vi.advanceTimersByTime(100);
    expect(commit.mock.calls).toEqual([['ab']]);
    expect(committed).toHaveBeenCalledWith('ab');
  });

  it('commits at once when asked, and only once', () => {
    const { buffer, commit } = setUp();
    buffer.change('a');
    flushPendingEdits();
    vi.advanceTimersByTime(1_000);
    buffer.flush();
    expect(commit).toHaveBeenCalledTimes(1);
  });

  it('goes where it was connected last', () => {
    const { buffer, commit } = setUp();
    const later = vi.fn(() => null);
    buffer.change('a');
    buffer.connect(later, () => undefined);
    buffer.flush();
    expect(commit).not.toHaveBeenCalled();
    expect(later).toHaveBeenCalledWith('a');
  });
});
