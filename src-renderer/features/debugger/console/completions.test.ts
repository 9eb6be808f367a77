import { describe, expect, it, vi } from 'vitest';

vi.mock('../debugger', () => ({ debuggerStore: {} }));
const { narrowed, placed } = await import('./completions');

describe('completions', () => {
  it('offers what begins as typed, not what is there already', () => {
    const targets = [{ label: 'total' }, { label: 'Totals' }, { label: 'other' }];
    expect(narrowed(targets, 'tot').map(({ label }) => label)).toEqual(['total', 'Totals']);
    expect(narrowed(targets, 'total').map(({ label }) => label)).toEqual(['Totals']);
  });

  it('takes the place of the word at the caret, or of what the adapter says', () => {
    expect(placed({ label: 'total' }, 8, 3)).toMatchObject({ from: 5, to: 8 });
    expect(placed({ label: 'total', start: 6, length: 2 }, 8, 3)).toMatchObject({
      from: 5,
      to: 7,
    });
  });
});
