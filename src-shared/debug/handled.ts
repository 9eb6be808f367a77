import type { RunEvent } from '../runs/events';
import { bodiesAt } from './bodies';
import { placeOf, type RunPrograms } from './programs';
import type { RunLog } from './run-log';

// Whether somebody took care of a failure that is in the log: the same question as the engine asks
// at the failure itself.

type Failure = Extract<RunEvent, { readonly type: 'step.failed' | 'step.retrying' }>;

/** By another attempt, the step's policy, or something around it such as a try. */
export function wasHandled(log: RunLog, programs: RunPrograms, failure: Failure): boolean {
  if (failure.type === 'step.retrying' || failure.handled !== 'fail') return true;
  const bodies = bodiesAt(log, programs, failure.path, failure.seq);
  return bodies.some(({ path, started }, at) => {
    const container = path.at(-1);
    // A container, or the step that calls a workflow, stands one graph further out.
    const outer = bodies[at - 1]?.frame.workflow ?? null;
    const step = container && placeOf(outer, container.step)?.step;
    if (step === undefined) return false;
    if (step.onError !== 'fail') return true;
    const entries = [...(step.body?.steps.values() ?? [])];
    const handles = programs.definitionOf(step.kind)?.container?.handles;
    return handles?.(step.config, entries, failure.error, started?.section ?? null) ?? false;
  });
}
