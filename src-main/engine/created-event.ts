import type { RunId } from '@shared/lib/ids';
import type { OneStep, RunEvent } from '@shared/runs/events';
import { unnumbered } from './event-log';
import type { OneStepRequest, RunRequest } from './types';

export type Created = Extract<RunEvent, { readonly type: 'run.created' }>;

/** A run's first event. */
export function createdEvent(
  run: RunId,
  time: number,
  request: RunRequest,
  /** What its effects policy adds. */
  facts: Pick<Created, 'effects' | 'env'> = {},
): Created {
  const { folder = null, restricted, only } = request;
  return {
    run,
    seq: unnumbered,
    time,
    type: 'run.created',
    workflow: request.workflowRef,
    input: { value: request.input },
    startedBy: request.startedBy,
    ...(folder !== null && { folder }),
    ...(restricted && { restricted }),
    ...facts,
    ...(only && { only: onlyOf(only), locals: { value: only.locals } }),
  };
}

function onlyOf({ step, live, from }: OneStepRequest): OneStep {
  return from === undefined ? { step, live } : { step, live, from };
}
