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

/** The same for one step: it does not stand still, it asks. */
export const stepStatusText: Readonly<Record<StepStatus, string>> = {
  ...statusText,
  interrupted: 'Needs a decision',
};

/** Whether nothing more will happen in a run. */
export function isOver(status: RunStatus): boolean {
  return ['completed', 'failed', 'cancelled', 'interrupted'].includes(status);
}

/** Whether a run that has stopped can go on from where it is. */
export function isResumable(status: RunStatus): boolean {
  return status === 'failed' || status === 'cancelled' || status === 'interrupted';
}
