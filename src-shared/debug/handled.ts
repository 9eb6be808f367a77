import type { RunEvent } from '../runs/events';
import { stepRunKey } from '../runs/scope-path';
import type { Step } from '../workflow/model';
import { bodiesAt, type BodyAt } from './bodies';
import { placeOf, type RunPrograms } from './programs';
import type { RunLog } from './run-log';

// Whether somebody took care of a failure that is in the log: the same question as the engine asks
// at the failure itself.

export type Failure = Extract<RunEvent, { readonly type: 'step.failed' | 'step.retrying' }>;

/** By another attempt, the step's policy, or something around it such as a try. */
export function wasHandled(log: RunLog, programs: RunPrograms, failure: Failure): boolean {
  if (failure.type === 'step.retrying' || failure.handled !== 'fail') return true;
  const around = containersOf(log, programs, failure);
  return around.some(({ step, handles }) => step?.onError !== 'fail' || handles());
}

/** Keys of what fails with it: the containers and calls around it, up to one that takes care of it. */
export function failingAround(
  log: RunLog,
  programs: RunPrograms,
  failure: Failure,
): readonly string[] {
  if (failure.type === 'step.retrying' || failure.handled !== 'fail') return [];
  const found: string[] = [];
  for (const { key, step, handles } of containersOf(log, programs, failure).reverse()) {
    if (handles()) return found;
    found.push(key);
    const number = log.stateAt(failure.seq)?.steps.get(key)?.attempt ?? 1;
    if (step?.onError !== 'fail' || number < (step.retry?.attempts ?? 1)) return found;
  }
  return found;
}

interface AroundFailure {
  readonly key: string;
  /** Undefined when the text of its workflow is not known. */
  readonly step: Step | undefined;
  /** Whether its kind takes care of the failure, so that it does not fail with it. */
  readonly handles: () => boolean;
}

/** What stands around it, outermost first. */
function containersOf(log: RunLog, programs: RunPrograms, failure: Failure): AroundFailure[] {
  const bodies = bodiesAt(log, programs, failure.path, failure.seq);
  return bodies.flatMap(({ path, started }: BodyAt, at) => {
    const container = path.at(-1);
    if (container === undefined) return [];
    // A container, or the step that calls a workflow, stands one graph further out.
    const step = placeOf(bodies[at - 1]?.frame.workflow ?? null, container.step)?.step;
    const handles = (): boolean => {
      const kind = step && programs.definitionOf(step.kind)?.container;
      const entries = [...(step?.body?.steps.values() ?? [])];
      const section = started?.section ?? null;
      return (step && kind?.handles?.(step.config, entries, failure.error, section)) ?? false;
    };
    return [{ key: stepRunKey(path.slice(0, -1), container.step), step, handles }];
  });
}
