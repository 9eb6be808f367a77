import type { RunEvent } from '@shared/runs/events';
import { createdEvent } from './created-event';
import { unnumbered } from './event-log';
import { restoreFrom } from './restore-run';
import { RunRecord } from './run-record';
import { topPath } from './scope';
import { startRun } from './start-run';
import type { EnginePorts, OneStepRequest, RunHandle, RunRequest } from './types';

/**
 * Runs one step by itself. Where a run before gave something, the new run begins with that: its log says so
 * first, and then goes on like any other that is taken up from its log.
 */
export function startStep(
  ports: EnginePorts,
  request: RunRequest & { readonly only: OneStepRequest },
): RunHandle {
  const { only, run = ports.ids.runId() } = request;
  const { vars } = only;
  if (vars === null) return startRun(ports, { ...request, run });
  const time = ports.clock.now();
  const base = { run, seq: unnumbered, time };
  const given = only.given.map(({ step, output, taken }) => ({
    ...base,
    type: 'step.completed' as const,
    step,
    path: topPath,
    attempt: 0,
    output: { value: output },
    taken,
    duration: 0,
    by: 'recorded' as const,
  }));
  const events: readonly RunEvent[] = [
    createdEvent(run, time, request),
    { ...base, type: 'run.started', vars },
    ...given,
  ];
  const log = events.map((event, at) => ({ ...event, seq: at + 1 }));
  const record = new RunRecord(log);
  // The journal keeps the order, so what the run adds follows this; without this nothing is kept.
  const kept = ports.journal.append(log);
  kept?.then(undefined, () => undefined);
  return restoreFrom(ports, { ...request, run, events: log, reason: 'fork' }, record);
}
