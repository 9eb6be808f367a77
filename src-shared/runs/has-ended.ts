import type { StepStatus } from './events';

const ended: ReadonlySet<StepStatus> = new Set(['completed', 'failed', 'skipped', 'cancelled']);

/** Nothing more comes of a step run with this status, unless somebody sets it back. */
export function hasEnded(status: StepStatus): boolean {
  return ended.has(status);
}
