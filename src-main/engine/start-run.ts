import { onlySteps } from '@shared/workflow/graph/only-steps';
import { compileWorkflow } from './plan';
import { Run } from './run';
import type { EnginePorts, RunHandle, RunRequest } from './types';

/**
 * Starts a run and does at once what can be done at once: with a journal that keeps events
 * without a promise and steps that answer without one, the run has ended when this returns, and
 * `onEvents` was called before. Whoever needs the id earlier passes it in.
 */
export function startRun(ports: EnginePorts, request: RunRequest): RunHandle {
  const { workflow, only } = request;
  const part = only ? onlySteps(workflow, only.live) : workflow;
  const run = new Run(ports, request, compileWorkflow(part, ports.kinds));
  run.begin();
  return run;
}
