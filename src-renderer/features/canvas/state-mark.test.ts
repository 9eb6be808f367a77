import { describe, expect, it } from 'vitest';
import { stateText } from './state-mark';

describe('stateText', () => {
  it.each(['running', 'waiting', 'failed', 'skipped'] as const)('says that it is %s', (state) => {
    expect(stateText({ state })).toBe(state);
  });

  it('says how often and how long, not what it gave', () => {
    const badge = { state: 'success', duration: 12, count: 12, gave: '37 items' } as const;
    expect(stateText(badge)).toBe('succeeded, 12 times, 12 ms');
  });
});
