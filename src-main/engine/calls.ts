import { Frame, type RunFacts } from './frame';
import { checkOutput } from './output-check';
import { compileWorkflow } from './plan';
import { valueOf } from './run-record';
import type { ScopeRecord } from './step-record';
import type { Attempt } from './scope';
import { finalError } from './step-error';
import { callDepth, stepEnded } from './step-failure';
import type { CallRequest, ExecutableKind, LoadedWorkflow } from './types';

/** So many workflows may call each other inside one run. */
const deepestCall = 32;

export interface OpenedCall {
  readonly loaded: LoadedWorkflow;
  readonly frame: Frame;
}

/** Finds the workflows that steps call, and makes them ready to run inside the same run. */
export class Calls {
  constructor(
    private readonly kinds: ReadonlyMap<string, ExecutableKind>,
    private readonly facts: RunFacts,
  ) {}

  /** Throws what the step has to fail with. A call that was open `before` goes on as it began. */
  async open(
    attempt: Attempt,
    request: CallRequest,
    before: ScopeRecord | null,
  ): Promise<OpenedCall> {
    const { plan: step, scope } = attempt;
    const started = before?.started ?? null;
    const input = started?.input === undefined ? request.input : valueOf(started.input);
    const problem = checkOutput(input, `The input of the call "${step.id}"`);
    if (problem !== null) throw finalError(problem);
    const loaded = await request.load(started?.workflow?.hash ?? null);
    if (!attempt.live) throw stepEnded(step.id, 'it can call no workflow any more');
    if (scope.frame.depth >= deepestCall) {
      throw finalError(callDepth(step.id, loaded.ref.name, deepestCall));
    }
    const plan = compileWorkflow(loaded.workflow, this.kinds);
    const [reason] = plan.problems;
    if (reason !== undefined) throw finalError(reason);
    const { ref, folder, restricted = false } = loaded;
    const frame = new Frame(
      this.facts,
      { plan, ref, input, folder, restricted },
      scope.frame,
      scope.path.length + 1,
    );
    return { loaded, frame };
  }
}
