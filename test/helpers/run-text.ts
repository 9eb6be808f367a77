import { MemoryJournal } from '../../src-main/engine/memory-journal';
import { startRun } from '../../src-main/engine/start-run';
import { systemClock } from '../../src-main/engine/system-clock';
import type { RunRequest } from '../../src-main/engine/types';
import { createStepKinds } from '../../src-main/steps/index';
import type { StepHost } from '../../src-main/steps/step-host';
import type { JsonValue } from '../../src-shared/lib/json';
import type { RunEvent } from '../../src-shared/runs/events';
import { stepRunKey } from '../../src-shared/runs/scope-path';
import type { RunState } from '../../src-shared/runs/state';
import { parseWorkflow } from '../../src-shared/workflow/parse-workflow';
import { fakeHash, testPorts } from './run-workflow';

// A workflow's text, run by the real engine with the real kinds, without storage and services.

export interface TextRun {
  readonly state: RunState;
  readonly events: readonly RunEvent[];
  /** The run's output; throws what it failed with. */
  readonly output: JsonValue;
  /** Steps that started, as `loop[0]/step`, in their order. */
  readonly started: readonly string[];
}

export interface TextRunOptions extends Partial<Omit<RunRequest, 'workflow' | 'input'>> {
  readonly input?: JsonValue;
  readonly host?: Partial<StepHost>;
}

/** The workflow of a text that may leave out the first lines every file has. */
export function workflowIn(text: string) {
  const whole = text.includes('stepwell:') ? text : `stepwell: 1\nname: Test\n${text}`;
  const { workflow, problems } = parseWorkflow(whole);
  const [error] = problems.filter((problem) => problem.severity === 'error');
  if (error !== undefined) throw new Error(`${error.line}: ${error.code} ${error.message}`);
  if (workflow === undefined || workflow === null) throw new Error('The text has no workflow.');
  return workflow;
}

/** Kinds as they ship; code steps do not run here. */
export function textKinds(host: Partial<StepHost> = {}) {
  return createStepKinds({
    sandbox: { run: () => Promise.reject(new Error('no code here')) } as never,
    baseFolder: '/nowhere',
    userAgent: 'Stepwell/test',
    ...host,
  });
}

export async function runText(text: string, options: TextRunOptions = {}): Promise<TextRun> {
  const { input = null, host, ...request } = options;
  const workflow = workflowIn(text);
  const journal = new MemoryJournal();
  const kinds = textKinds(host);
  const handle = startRun(testPorts(kinds, { journal, clock: systemClock }), {
    workflow,
    workflowRef: { id: null, hash: fakeHash, name: workflow.name },
    input,
    startedBy: 'test',
    ...request,
  });
  const state = await handle.done;
  return {
    state,
    events: journal.events,
    get output() {
      if (state.error) throw Object.assign(new Error(state.error.message), state.error);
      return state.output && 'value' in state.output ? state.output.value : null;
    },
    started: journal.events.flatMap((event) =>
      event.type === 'step.started' ? [stepRunKey(event.path, event.step)] : [],
    ),
  };
}
