import type { RunEvent } from '../runs/events';
import { stepRunKey, type ScopePath } from '../runs/scope-path';
import type { RunPrograms } from './programs';
import type { RunLog } from './run-log';
import { Explainer, type Because, type Reason } from './why';

/** Why a step waited, each time that it did. */
export function whyWaited(
  log: RunLog,
  programs: RunPrograms,
  seq: number,
  address: { readonly step: string; readonly path: ScopePath },
): Because {
  const explain = new Explainer(log, programs, seq);
  const { step, path } = address;
  const reasons: Reason[] = [];
  let since: { readonly event: RunEvent; readonly text: string } | null = null;
  const end = (event: RunEvent): void => {
    if (since === null) return;
    const time = durationText(event.time - since.event.time);
    reasons.push(explain.reason(`${since.text} (${time})`, step, path, since.event.seq));
    since = null;
  };
  for (const at of log.index.ofStep(stepRunKey(path, step))) {
    const event = log.at(at);
    if (event === undefined || at > seq) break;
    const text = waitText(event);
    if (text !== null) {
      end(event);
      since = { event, text };
    } else if (event.type === 'step.started' || event.type === 'step.resumed' || endsStep(event))
      end(event);
  }
  const last = log.at(Math.min(seq, log.length));
  if (since !== null && last !== undefined) end(last);
  const title = explain.title(path, step);
  return { what: reasons.length === 0 ? `${title} did not wait` : `${title} waited`, reasons };
}

function waitText(event: RunEvent): string | null {
  switch (event.type) {
    case 'step.queued':
      return 'As many steps as may run at once were at work.';
    case 'step.waiting':
      if (event.for?.type === 'event') return `It waited for an event “${event.for.topic}”.`;
      if (event.for?.type === 'approval') return `It waited for a person: ${event.for.title}.`;
      return `It waited: ${event.reason}.`;
    case 'step.retrying':
      return `Attempt ${event.attempt} failed (${event.error.message}), and it waited before the next one.`;
    case 'step.interrupted':
      return 'It was interrupted, and waited for a person to say what had happened.';
    default:
      return null;
  }
}

function endsStep({ type }: RunEvent): boolean {
  return (
    type === 'step.completed' ||
    type === 'step.failed' ||
    type === 'step.cancelled' ||
    type === 'step.skipped'
  );
}

export function durationText(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.max(0, Math.round(milliseconds))} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 60) return `${minutes} min ${Math.round((milliseconds % 60_000) / 1_000)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
