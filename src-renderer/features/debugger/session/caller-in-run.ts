import type { ScopePath } from '@shared/runs/events';
import { runsStore } from '../../runs/index';
import { callerOf } from '../canvas/pause-marks';

/** The step of the run's own workflow that called the one a path leads into; null for its own steps. */
export function callerInRun(path: ScopePath): string | null {
  const frames = runsStore.getState().run?.frames;
  return callerOf(path, (scope) => frames?.has(scope) ?? false);
}
