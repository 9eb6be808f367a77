import type { RunStatus, StepStatus } from '@shared/runs/events';

/** Words for people; one place, so that canvas, panels and history agree. */
export const statusText: Readonly<Record<RunStatus | StepStatus, string>> = {
  pending: 'Not run yet',
  queued: 'Queued',
  running: 'Running',
  paused: 'Paused',
  waiting: 'Waiting',
  retrying: 'Retrying',
  completed: 'Completed',
  failed: 'Failed',
  skipped: 'Skipped',
  cancelled: 'Cancelled',
  interrupted: 'Interrupted',
};

/** Whether nothing more will happen in a run. */
export function isOver(status: RunStatus): boolean {
  return ['completed', 'failed', 'cancelled', 'interrupted'].includes(status);
}
