import type { ScopePath } from '@shared/runs/scope-path';
import type { DebuggerState } from '../session/debugger-state';
import { isTopFrame, shownFrame } from '../session/debugger-state';

export interface ExecutionLine {
  readonly line: number;
  readonly column: number;
  /** The frame that is looked at is not where the code stands. */
  readonly kind: 'here' | 'frame';
}

/** The lines of a step's code where a branch stands, or that the frame looked at is in. */
export function executionLines(
  state: DebuggerState,
  step: string,
  /** Steps of other workflows may have the same id. */
  standsHere: (path: ScopePath) => boolean,
): readonly ExecutionLine[] {
  if (state.phase !== 'stopped' && state.phase !== 'running') return [];
  const frame = shownFrame(state);
  const place = frame?.stepwell;
  const found: ExecutionLine[] = [];
  const top = state.thread === null ? undefined : state.stacks[state.thread]?.frames[0];
  const standing = top?.stepwell;
  if (
    standing?.kind === 'code' &&
    standing.step === step &&
    standing.line !== undefined &&
    standsHere(standing.path)
  ) {
    found.push({ line: standing.line, column: standing.column ?? 1, kind: 'here' });
  }
  if (
    !isTopFrame(state) &&
    place?.kind === 'code' &&
    place.step === step &&
    place.line !== undefined &&
    standsHere(place.path)
  ) {
    found.push({ line: place.line, column: place.column ?? 1, kind: 'frame' });
  }
  return found;
}
