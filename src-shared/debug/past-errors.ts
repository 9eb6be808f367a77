import { stepRunKey } from '../runs/scope-path';
import type { ErrorStops } from './breakpoints';
import { type Failure, failingAround, wasHandled } from './handled';
import type { RunPrograms } from './programs';
import type { RunLog } from './run-log';

// Where failures would have stopped: each once, where it happens, and not again at what fails with it
// further out.

/** The events of the failures that stop; `isMeant` says whether the condition holds for one. */
export function errorStopsInLog(
  log: RunLog,
  programs: RunPrograms,
  { all, uncaught }: ErrorStops,
  isMeant: (failure: Failure) => boolean,
): ReadonlySet<number> {
  const found = new Set<number>();
  /** What is about to fail with an error that stopped further in. */
  const shown = new Set<string>();
  for (let seq = 1; (all || uncaught) && seq <= log.length; seq += 1) {
    const event = log.at(seq);
    if (event?.type === 'step.started' || event?.type === 'step.completed') {
      shown.delete(stepRunKey(event.path, event.step));
    }
    if (event?.type !== 'step.failed' && event?.type !== 'step.retrying') continue;
    if (shown.delete(stepRunKey(event.path, event.step))) continue;
    if (!all && wasHandled(log, programs, event)) continue;
    if (!isMeant(event)) continue;
    found.add(seq);
    for (const key of failingAround(log, programs, event)) shown.add(key);
  }
  return found;
}
