import type { Branch } from '@shared/debug/stops';
import type { RunId } from '@shared/lib/ids';
import { describe, expect, it } from 'vitest';
import type { Moment } from '../dap/stepwell-protocol';
import type { Stack } from '../session/debugger-state';
import { stackRows } from './stack-rows';

function branch(id: number): Branch {
  return { id, name: `branch ${id}`, status: 'stopped', step: 's', path: [] };
}

function moment(branches: readonly Branch[]): Moment {
  return { runId: 'r' as RunId, seq: 1, lastSeq: 1, live: true, stops: [], branches };
}

function stack(names: readonly string[], more = false): Stack {
  return {
    status: 'ready',
    more,
    frames: names.map((name, id) => ({ id, name, line: 1, column: 1 })),
  };
}

const words = (rows: ReturnType<typeof stackRows>) =>
  rows.map((row) => {
    if (row.type === 'branch') return row.branch.name;
    if (row.type === 'frame') return `  ${row.frame.name}`;
    return row.type === 'more' ? '  …' : `  (${row.text})`;
  });

describe('stackRows', () => {
  it('shows the frames of a single branch without a head', () => {
    const rows = stackRows({
      moment: moment([branch(1)]),
      thread: 1,
      stacks: { 1: stack(['parse', 'each order, 37', 'workflow']) },
    });
    expect(words(rows)).toEqual(['  parse', '  each order, 37', '  workflow']);
  });

  it('heads branches, and opens the one that is looked at', () => {
    const rows = stackRows({
      moment: moment([branch(1), branch(2)]),
      thread: 2,
      stacks: { 1: stack(['a']), 2: stack(['b'], true) },
    });
    expect(words(rows)).toEqual(['branch 1', 'branch 2', '  b', '  …']);
  });

  it('says why a stack cannot be read', () => {
    const failed: Stack = { status: 'failed', frames: [], more: false, error: 'gone' };
    const rows = stackRows({ moment: moment([branch(1)]), thread: 1, stacks: { 1: failed } });
    expect(words(rows)).toEqual(['  (gone)']);
  });
});
