import type { Breakpoint, BreakpointTarget } from '@shared/debug/breakpoints';
import { describe, expect, it } from 'vitest';
import { followRename, renameOf } from './follow-rename';

function at(target: BreakpointTarget): Breakpoint {
  return { id: JSON.stringify(target), target, enabled: true };
}

describe('followRename', () => {
  it('follows a step wherever a breakpoint means it', () => {
    const before = [
      at({ type: 'step', step: 'load' }),
      at({ type: 'line', step: 'load', line: 3 }),
      at({ type: 'wire', edge: 'load.out -> loader.in' }),
      at({ type: 'wire', edge: 'loader.out -> load.in' }),
      at({ type: 'data', path: 'steps.load.body' }),
      at({ type: 'data', path: 'steps.load' }),
    ];
    expect(followRename(before, 'load', 'fetch').map(({ target }) => target)).toEqual([
      { type: 'step', step: 'fetch' },
      { type: 'line', step: 'fetch', line: 3 },
      { type: 'wire', edge: 'fetch.out -> loader.in' },
      { type: 'wire', edge: 'loader.out -> fetch.in' },
      { type: 'data', path: 'steps.fetch.body' },
      { type: 'data', path: 'steps.fetch' },
    ]);
  });

  it('leaves others alone, and the list itself when there is nothing to do', () => {
    const before = [
      at({ type: 'data', path: 'steps.loader.body' }),
      at({ type: 'data', path: 'vars.load' }),
      at({ type: 'kind', kind: 'load' }),
    ];
    expect(followRename(before, 'load', 'fetch')).toBe(before);
  });
});

describe('renameOf', () => {
  it('tells a rename from other edits', () => {
    expect(renameOf(['a', 'b', 'c'], ['a', 'x', 'c'])).toEqual({ from: 'b', to: 'x' });
    expect(renameOf(['a', 'b'], ['a', 'b'])).toBeNull();
    expect(renameOf(['a', 'b'], ['b', 'a'])).toBeNull();
    expect(renameOf(['a', 'b'], ['a', 'b', 'c'])).toBeNull();
    expect(renameOf(['a', 'b', 'c'], ['x', 'y', 'c'])).toBeNull();
  });
});
