import type { EffectsRequest, RunSummary } from '@shared/ipc/runs';
import type { RunId } from '@shared/lib/ids';
import { type JsonValue } from '@shared/lib/json';
import type { EffectsPolicy } from '@shared/runs/events';
import type { StepDefinition } from '@shared/steps/define-step';
import type { Graph, Workflow } from '@shared/workflow/model';

// What happens to the effects of a run: the choice in the run dialog, and what it asks for.

export interface EffectsDraft {
  readonly policy: EffectsPolicy;
  /** For `replay`: the recorded run. */
  readonly recording: RunId | null;
  /** For `mock`: JSON texts by step id. */
  readonly answers: Readonly<Record<string, string>>;
}

export const liveEffects: EffectsDraft = { policy: 'live', recording: null, answers: {} };

export const effectsWords: Readonly<
  Record<EffectsPolicy, { readonly title: string; readonly help: string }>
> = {
  live: { title: 'Live', help: 'Steps do what they say: requests are sent, files are written.' },
  record: {
    title: 'Live, and record',
    help: 'The same, and every request and answer is kept, so that the run can be replayed.',
  },
  replay: {
    title: 'Replay a recorded run',
    help: 'Nothing outside happens: recorded answers, times and random numbers stand in. A step that asks for something else fails.',
  },
  mock: {
    title: 'Mock',
    help: 'Nothing outside happens: pinned outputs and the answers below stand in.',
  },
};

export interface MockStep {
  readonly id: string;
  readonly title: string;
}

/** Steps that reach outside and have no pin: a mocked run needs an answer for each. */
export function stepsToMock(
  workflow: Workflow,
  find: (kind: string) => StepDefinition | undefined,
): MockStep[] {
  const found: MockStep[] = [];
  function visit(graph: Graph): void {
    for (const step of graph.steps.values()) {
      if (isEffectful(find(step.kind), step.config) && !workflow.pins.has(step.id)) {
        found.push({ id: step.id, title: step.title ?? step.id });
      }
      if (step.body) visit(step.body);
    }
  }
  visit(workflow);
  return found;
}

function isEffectful(
  definition: StepDefinition | undefined,
  config: Parameters<StepDefinition['effects']>[0],
): boolean {
  try {
    return definition !== undefined && definition.effects(config) !== 'pure';
  } catch {
    // Half-typed settings: better one answer too many than a run that fails for want of it.
    return true;
  }
}

/** Runs that can be replayed, newest first. */
export function recordedRuns(history: readonly RunSummary[]): RunSummary[] {
  return history.filter((run) => run.effects === 'record' && run.endedAt !== null);
}

export type EffectsResult =
  | { readonly request: EffectsRequest; readonly errors?: undefined }
  /** Messages by step id, or at `recording`. */
  | { readonly errors: Readonly<Record<string, string>> };

/** What to ask main for, or what is missing. */
export function effectsRequest(draft: EffectsDraft): EffectsResult {
  switch (draft.policy) {
    case 'live':
    case 'record':
      return { request: draft.policy };
    case 'replay':
      return draft.recording === null
        ? { errors: { recording: 'Choose a recorded run.' } }
        : { request: { replay: draft.recording } };
    case 'mock': {
      const errors: Record<string, string> = {};
      const answers: Record<string, JsonValue> = {};
      for (const [step, text] of Object.entries(draft.answers)) {
        if (text.trim() === '') continue;
        try {
          answers[step] = JSON.parse(text) as JsonValue;
        } catch (error) {
          errors[step] =
            `This is not JSON: ${error instanceof Error ? error.message : String(error)}`;
        }
      }
      return Object.keys(errors).length > 0 ? { errors } : { request: { mock: answers } };
    }
  }
}

/** What a run's effects are called where there is room for one word; undefined for plain runs. */
export function effectsTag(policy: EffectsPolicy): string | undefined {
  return { live: undefined, record: 'recorded', replay: 'replay', mock: 'mock' }[policy];
}
