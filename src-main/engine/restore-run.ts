import { AppError } from '@shared/errors/app-error';
import type { ResumeReason } from '@shared/runs/events';
import { foldRun } from '@shared/runs/reducer';
import type { RunState } from '@shared/runs/state';
import { onlySteps } from '@shared/workflow/graph/only-steps';
import { Happened } from './gates/happened';
import { compileWorkflow } from './plan';
import { Run } from './run';
import { RunRecord } from './run-record';
import type { EnginePorts, RestoreRequest, RunHandle } from './types';

/**
 * Lets a run go on from its log: steps that had ended keep what they gave and never run again, an
 * attempt that was at work is done again with its key, or a person is asked where that is not safe.
 * `retry` also takes back how it ended: what had failed or was cancelled begins again. A run that
 * has ended stays as it is for `recovery`.
 */
export function restoreRun(ports: EnginePorts, request: RestoreRequest): RunHandle {
  return restoreFrom(ports, request, new RunRecord(request.events));
}

/** The same, where the log was read already. */
export function restoreFrom(
  ports: EnginePorts,
  request: Omit<RestoreRequest, 'reason'> & { readonly reason: ResumeReason | 'fork' },
  record: RunRecord,
): RunHandle {
  const state = foldRun(request.events);
  if (record.ended !== null && request.reason === 'recovery') return endedRun(state);
  if (record.ended === 'completed') throw nothingToRetry(state);
  const { only } = record.created;
  const part = only ? onlySteps(request.workflow, only.live) : request.workflow;
  const plan = compileWorkflow(part, ports.kinds);
  const happened = happenedBefore(request);
  const run = new Run(ports, request, plan, { record, state, reason: request.reason, happened });
  run.begin();
  return run;
}

function happenedBefore({ events, foreign = [] }: Pick<RestoreRequest, 'events' | 'foreign'>) {
  const own = Happened.ofLog(events);
  if (foreign.length === 0) return own;
  const happened = own ?? new Happened();
  for (const log of foreign) happened.addForeign(log);
  return happened;
}

/** The handle of a run in which nothing happens any more. */
function endedRun(state: RunState): RunHandle {
  return {
    id: state.run,
    done: Promise.resolve(state),
    cancel: () => Promise.resolve(),
    state: () => state,
    signal: () => Promise.resolve('not-waiting'),
    decide: () => Promise.resolve('not-waiting'),
    attach: () => undefined,
  };
}

function nothingToRetry(state: RunState): AppError {
  return new AppError({
    code: 'STATE_CONFLICT',
    kind: 'user',
    message: `The run ${state.run} has completed, so there is nothing to go on with.`,
    hint: 'Start the workflow again.',
  });
}
