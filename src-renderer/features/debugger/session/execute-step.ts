import type { OneStepChoice } from '@shared/ipc/runs';
import { findStepDefinition } from '@shared/steps/index';
import { allScopes } from '@shared/workflow/graph/scopes';
import { stepsToRun } from '@shared/workflow/graph/only-steps';
import type { Step, Workflow } from '@shared/workflow/model';
import { announce } from '../../../ui/announcer';
import { showToast } from '../../../ui/toast';
import { documentStore } from '../../document/index';
import { flushPendingEdits } from '../../editors/index';
import { bodyLookedAt, isRunOver, requestLaunch, runsStore, selectStepRun } from '../../runs/index';
import { workbench } from '../../workbench/index';
import { names } from '../breakpoints/names';
import { debuggerStore } from '../debugger';
import { askAgain } from '../dialogs/again-store';
import { askSecrets } from '../dialogs/secrets-store';

// "Execute step": a run of one step, with what was there before it in the run that is shown. What no run
// has given yet runs as well; what has had its effect once is asked about.

/** The step that would be executed; undefined when nothing, or more than one, is selected. */
export function executableStep(): string | undefined {
  const { selection, workflow } = documentStore.getState();
  const [id, ...others] = selection.steps;
  const step = id === undefined || !workflow ? undefined : allScopes(workflow).get(id)?.step;
  if (!step || others.length > 0 || step.disabled) return undefined;
  const definition = findStepDefinition(step.kind);
  // Notes and heads of parts do nothing by themselves; a key for them means the workflow.
  const alone = definition && !definition.annotation && definition.entry === undefined;
  return alone ? id : undefined;
}

export function canExecute(): boolean {
  const { latest } = runsStore.getState();
  const { busy, phase } = debuggerStore.getState();
  const working = latest !== null && !isRunOver(latest.status);
  return executableStep() !== undefined && !working && !busy && phase !== 'starting';
}

export async function executeStep(step: string): Promise<void> {
  flushPendingEdits();
  const { workflow } = documentStore.getState();
  if (!workflow) return;
  const only = choiceFor(workflow, step);
  const again = effectsOf(workflow, step);
  if (again.length > 0 && !(await askAgain(names.step(step), again))) return;
  // A step in a frame that never ran is refused, with the reason: nothing has to be asked first.
  if (only.from === null && around(workflow, step) === undefined) {
    requestLaunch({
      verb: 'Execute step',
      start: (input, secrets) => start(only, input, secrets),
    });
    return;
  }
  const { secrets } = workflow;
  const given = secrets.length === 0 ? {} : await askSecrets(secrets);
  if (given === null) return;
  if (!workbench.getState().panelOpen) workbench.showPanel('data');
  await start(only, {}, given);
}

async function start(
  only: OneStepChoice,
  input: Parameters<ReturnType<typeof runsStore.getState>['start']>[1],
  secrets: Readonly<Record<string, string>>,
): Promise<void> {
  const { text } = documentStore.getState();
  const run = await runsStore.getState().start(text, input, { ...secrets }, undefined, only);
  if (run === null) return;
  announce(`Only ${names.step(only.step)} runs`);
  const stop = runsStore.subscribe(({ shown, latest }) => {
    if (shown !== run) stop();
    else if (latest !== null && isRunOver(latest.status)) {
      stop();
      if (latest.status === 'completed') tellUnreached(only.step);
    }
  });
}

/** The steps before it went another way. */
function tellUnreached(step: string): void {
  const status = runsStore.getState().steps.get(step)?.status;
  if (status !== undefined && status !== 'skipped') return;
  showToast(`${names.step(step)} was not reached`, 'info', {
    description: 'The steps before it ran, and went another way.',
  });
}

/** The shown run, and where the step is in it. */
function choiceFor(workflow: Workflow, step: string): OneStepChoice {
  const { shown, steps, iterations, inside } = runsStore.getState();
  const container = around(workflow, step);
  if (shown === null || steps.size === 0) return { step, from: null, path: null };
  if (container === undefined) return { step, from: shown, path: [...inside] };
  const own = selectStepRun(steps.get(step)?.runs ?? [], iterations, inside);
  const path = own?.path.at(-1)?.step === container ? own.path : bodyLookedAt(container);
  return { step, from: shown, path: path && [...path] };
}

function around(workflow: Workflow, step: string): string | undefined {
  return allScopes(workflow).get(step)?.containers.at(-1)?.id;
}

/** Steps that would have their effect a second time, by title. */
function effectsOf(workflow: Workflow, step: string): readonly string[] {
  const { steps } = runsStore.getState();
  const place = allScopes(workflow).get(step);
  if (!place) return [];
  const given = (id: string): boolean => steps.get(id)?.status === 'completed';
  const live = stepsToRun(place.graph, step, given, (id) => workflow.pins.has(id));
  return [...allScopes(workflow).values()]
    .filter((one) =>
      live.some((id) => id === one.step.id || one.containers.some((c) => c.id === id)),
    )
    .filter((one) => isUnsafe(one.step) && !workflow.pins.has(one.step.id))
    .filter((one) => steps.get(one.step.id)?.runs.some((run) => run.input && run.by === undefined))
    .map((one) => one.step.title ?? one.step.id);
}

function isUnsafe({ kind, config }: Step): boolean {
  try {
    return findStepDefinition(kind)?.effects(config) === 'unsafe';
  } catch {
    // Half-typed settings: better one question too many.
    return true;
  }
}
