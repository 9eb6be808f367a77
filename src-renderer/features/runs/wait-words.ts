import type { RunState, StepRun } from '@shared/runs/state';

// What a step waits for, in words; one place, so that canvas, panels and lists agree.

export type WaitKind =
  | 'time'
  | 'event'
  | 'approval'
  /** It has not begun: its rate limit or its circuit breaker holds it back. */
  | 'turn';

export const interruptedText =
  'Stepwell ended while it was at work: its effect may have happened. Say how to go on.';

export function waitKind(run: StepRun): WaitKind {
  if (run.waitsFor !== undefined) return run.waitsFor.type;
  return run.startedAt === undefined ? 'turn' : 'time';
}

/** `for approval: Refund order 17`; what follows the word "waiting". */
export function waitText(run: StepRun): string {
  const { waitsFor } = run;
  if (waitsFor?.type === 'approval') return `for approval: ${waitsFor.title}`;
  if (waitsFor?.type === 'event') return `for the event “${waitsFor.topic}”`;
  if (waitKind(run) === 'turn') return `for its turn${run.waitReason ? `: ${run.waitReason}` : ''}`;
  return typeof run.due === 'number' ? `until ${clockText(run.due)}` : 'for a time';
}

/** `14:05` today, with the date on other days. */
export function clockText(time: number, now: number = Date.now()): string {
  const date = new Date(time);
  const clock = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (date.toDateString() === new Date(now).toDateString()) return clock;
  return `${date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })}, ${clock}`;
}

/** Whether a run that waits goes on by itself, when its time has come. */
export function waitsForTimes(run: Pick<RunState, 'steps'>): boolean {
  for (const step of run.steps.values()) {
    if (step.status === 'interrupted') return false;
    if (step.status === 'waiting' && waitKind(step) !== 'time' && waitKind(step) !== 'turn') {
      return false;
    }
  }
  return true;
}

/** What a run that waits needs: a decision before an approval before anything else. */
export function runWaitText(run: RunState): string | undefined {
  let waiting: StepRun | undefined;
  for (const step of run.steps.values()) {
    if (step.status === 'interrupted') return 'for a decision';
    if (step.status !== 'waiting') continue;
    if (
      waiting === undefined ||
      (waitKind(step) === 'approval' && waitKind(waiting) !== 'approval')
    )
      waiting = step;
  }
  return waiting && waitText(waiting);
}
