import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';
import type { EffectsRequest } from '@shared/ipc/runs';
import type { JsonValue } from '@shared/lib/json';
import type { Workflow } from '@shared/workflow/model';
import { documentStore } from '../document/index';
import { flushPendingEdits } from '../editors/index';
import { workbench } from '../workbench/index';
import { inputFields } from './input/input-fields';
import { runsStore } from './runs';

// From "run" to a started run: asks for input and secrets only where the workflow wants some.

/** What is done with the input once it is there. */
export interface Launch {
  /** For the button: `Run workflow`. */
  readonly verb: string;
  readonly start: (
    input: JsonValue,
    secrets: Record<string, string>,
    effects: EffectsRequest,
  ) => Promise<unknown>;
}

interface LauncherState {
  /** The dialog that asks is open, for this. */
  readonly asking: Launch | null;
}

export const launcherStore = createStore<LauncherState>()(() => ({ asking: null }));

const plainRun: Launch = {
  verb: 'Run workflow',
  start: (input, secrets, effects) =>
    runsStore.getState().start(documentStore.getState().text, input, secrets, effects),
};

export function useLauncher<T>(selector: (state: LauncherState) => T): T {
  return useStore(launcherStore, selector);
}

/** Runs the open workflow; opens the dialog first when the run needs something from the user. */
export function requestRun(): void {
  requestLaunch(plainRun);
}

/** The same for another way to start a run, such as the debugger's. */
export function requestLaunch(how: Launch): void {
  const workflow = documentStore.getState().workflow;
  if (!workflow) return;
  if (needsAsking(workflow)) launcherStore.setState({ asking: how });
  else void launch({}, {}, 'live', how);
}

/** Opens the dialog whatever the workflow needs: effects are chosen there. */
export function requestRunWithOptions(): void {
  if (documentStore.getState().workflow) launcherStore.setState({ asking: plainRun });
}

/** Starts the run with what was given and closes the dialog. */
export async function launch(
  input: JsonValue,
  secrets: Record<string, string>,
  effects: EffectsRequest = 'live',
  how: Launch = plainRun,
): Promise<void> {
  launcherStore.setState({ asking: null });
  flushPendingEdits();
  // A workflow with errors is refused: the list that says why is what helps then.
  if (hasErrors()) workbench.showPanel('problems');
  else if (!workbench.getState().panelOpen) workbench.showPanel('data');
  await how.start(input, secrets, effects);
}

/** Runs again with the input of the shown run, asking nothing; secrets are asked for again. */
export function requestSameRun(): void {
  const workflow = documentStore.getState().workflow;
  const input = lastInput();
  if (!workflow || input === undefined || workflow.secrets.length > 0) requestRun();
  else void launch(input, {});
}

export function closeLauncher(): void {
  launcherStore.setState({ asking: null });
}

/** The input of the shown run, when it is small enough to be in the log itself. */
export function lastInput(): JsonValue | undefined {
  const recorded = runsStore.getState().run?.input;
  return recorded && 'value' in recorded ? recorded.value : undefined;
}

function hasErrors(): boolean {
  return documentStore.getState().problems.some(({ severity }) => severity === 'error');
}

function needsAsking(workflow: Workflow): boolean {
  return inputFields(workflow.input).length > 0 || workflow.secrets.length > 0;
}
