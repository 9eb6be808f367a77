import type { Branch, Stop } from '@shared/debug/stops';
import type { DebugFrame } from '../dap/stepwell-protocol';
import type { DebuggerState, Stack } from '../session/debugger-state';

export type StackRow =
  | {
      readonly type: 'branch';
      readonly key: string;
      readonly branch: Branch;
      readonly stop: Stop | undefined;
    }
  | {
      readonly type: 'frame';
      readonly key: string;
      readonly thread: number;
      readonly frame: DebugFrame;
      readonly top: boolean;
    }
  | { readonly type: 'more'; readonly key: string; readonly thread: number }
  | {
      readonly type: 'note';
      readonly key: string;
      readonly tone: 'loading' | 'failed';
      readonly text: string;
    };

type Shown = Pick<DebuggerState, 'moment' | 'stacks' | 'thread'>;

/** Branches with their frames, as rows. The heads of branches are left out while there is one only. */
export function stackRows({ moment, stacks, thread }: Shown): readonly StackRow[] {
  const branches = moment?.branches ?? [];
  const stops = moment?.stops ?? [];
  const rows: StackRow[] = [];
  if (branches.length === 0 && thread !== null) return framesOf(thread, stacks[thread]);
  for (const branch of branches) {
    if (branches.length > 1) {
      const stop = stops.find((candidate) => candidate.branch === branch.id);
      rows.push({ type: 'branch', key: `b${branch.id}`, branch, stop });
    }
    if (branches.length === 1 || branch.id === thread) {
      rows.push(...framesOf(branch.id, stacks[branch.id]));
    }
  }
  return rows;
}

function framesOf(thread: number, stack: Stack | undefined): StackRow[] {
  if (!stack) return [];
  if (stack.status === 'failed') {
    const text = stack.error ?? 'The stack could not be read';
    return [{ type: 'note', key: `n${thread}`, tone: 'failed', text }];
  }
  if (stack.status === 'loading' && stack.frames.length === 0) {
    return [{ type: 'note', key: `n${thread}`, tone: 'loading', text: 'Reading…' }];
  }
  const rows: StackRow[] = stack.frames.map((frame, at) => ({
    type: 'frame',
    key: `f${thread}.${frame.id}`,
    thread,
    frame,
    top: at === 0,
  }));
  if (stack.more) rows.push({ type: 'more', key: `m${thread}`, thread });
  return rows;
}
