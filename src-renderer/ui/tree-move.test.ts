import { describe, expect, it } from 'vitest';
import { type TreeLine, treeMove } from './tree-move';

function line(depth: number, state: 'open' | 'closed' | 'leaf'): TreeLine {
  return { depth, expandable: state !== 'leaf', expanded: state === 'open' };
}

// a (open): b (open): c; d; e (closed)
const lines = [
  line(0, 'open'),
  line(1, 'open'),
  line(2, 'leaf'),
  line(1, 'leaf'),
  line(0, 'closed'),
];

describe('treeMove', () => {
  it('goes up and down and stays inside', () => {
    expect(treeMove('ArrowDown', lines, 0)).toEqual({ goTo: 1 });
    expect(treeMove('ArrowDown', lines, 4)).toEqual({ goTo: 4 });
    expect(treeMove('ArrowUp', lines, 0)).toEqual({ goTo: 0 });
    expect(treeMove('Home', lines, 3)).toEqual({ goTo: 0 });
    expect(treeMove('End', lines, 1)).toEqual({ goTo: 4 });
  });

  it('opens to the right, then goes in', () => {
    expect(treeMove('ArrowRight', lines, 4)).toBe('toggle');
    expect(treeMove('ArrowRight', lines, 0)).toEqual({ goTo: 1 });
    expect(treeMove('ArrowRight', lines, 2)).toBeNull();
  });

  it('closes to the left, then goes to what is around it', () => {
    expect(treeMove('ArrowLeft', lines, 1)).toBe('toggle');
    expect(treeMove('ArrowLeft', lines, 2)).toEqual({ goTo: 1 });
    expect(treeMove('ArrowLeft', lines, 3)).toEqual({ goTo: 0 });
    expect(treeMove('ArrowLeft', lines, 4)).toEqual({ goTo: 4 });
  });

  it('leaves other keys, and an empty tree, alone', () => {
    expect(treeMove('x', lines, 0)).toBeNull();
    expect(treeMove('ArrowDown', [], 0)).toBeNull();
  });
});
