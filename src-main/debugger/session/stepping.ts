import type { StepMode } from '@shared/debug/stops';
import type { GatePoint } from '../../engine/gates/debug-port';

/** A branch that goes on until the next step. */
export interface StepRequest {
  readonly mode: StepMode;
  /** Graphs around the step that it went on from. */
  readonly depth: number;
}

/**
 * Whether a branch that steps has arrived. Steps are counted in gates before steps; the last step of
 * a graph also counts when it has ended, as the closing brace of a function does.
 */
export function hasArrived({ mode, depth }: StepRequest, point: GatePoint): boolean {
  if (point.place !== 'before' && !(point.place === 'after' && point.isLast)) return false;
  const here = point.path.length;
  switch (mode) {
    case 'over':
      return here <= depth;
    case 'into':
      return true;
    case 'out':
      return here < depth;
  }
}
