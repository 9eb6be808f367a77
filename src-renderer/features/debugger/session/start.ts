import type { RunId, WorkflowId } from '@shared/lib/ids';
import { ipc } from '../../../ipc/client';
import { toErrorData } from '@shared/errors/app-error';
import { showErrorToast } from '../../../ui/error-toast';
import { documentStore } from '../../document/index';
import { requestLaunch, runsStore } from '../../runs/index';
import { workbench } from '../../workbench/index';
import { consoleStore, debuggerStore } from '../debugger';
import { rememberLaunched } from './launched';

// Ways into a debugging session.

/** Starts the open workflow under the debugger; asks for input first where it wants some. */
export function requestDebug(): void {
  startDebugging({});
}

/** The same, and stops before the first step. */
export function requestDebugFromEntry(): void {
  startDebugging({ stopOnEntry: true });
}

/** The same, and goes on until before a step. */
export function requestDebugTo(step: string): void {
  startDebugging({ stopOnEntry: true, then: step });
}

interface StartOptions {
  readonly stopOnEntry?: boolean;
  /** Where to go on to from the entry. */
  readonly then?: string;
}

function startDebugging({ stopOnEntry = false, then }: StartOptions): void {
  requestLaunch({
    verb: 'Start debugging',
    start: async (input, secrets, effects) => {
      const { id, text } = documentStore.getState();
      if (!id) return;
      consoleStore.clear();
      rememberLaunched(text);
      workbench.showPanel('console');
      const started = await debuggerStore.launch({
        workflowId: id,
        text,
        input,
        secrets,
        effects,
        stopOnEntry,
      });
      if (!started) return;
      await showRun();
      if (then !== undefined) await debuggerStore.runTo(then);
    },
  });
}

/** Opens a run in the debugger: one that waits or is paused goes on in it, a finished one is looked at. */
export async function debugRun(runId: RunId): Promise<boolean> {
  const { shown, latest } = runsStore.getState();
  // What is open may be a workflow that the run called.
  const own = shown === runId ? (latest?.workflow.id as WorkflowId | undefined | null) : null;
  const id = own ?? documentStore.getState().id;
  if (!id) return false;
  try {
    const { text } = await ipc.runs.text({ runId });
    rememberLaunched(text);
  } catch (error) {
    showErrorToast(toErrorData(error), 'The run could not be opened in the debugger');
    return false;
  }
  if (!(await debuggerStore.attach(runId, id))) return false;
  await showRun();
  return true;
}

async function showRun(): Promise<void> {
  const { runId } = debuggerStore.getState();
  if (runId) await runsStore.getState().show(runId);
}
