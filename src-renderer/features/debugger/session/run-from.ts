import type { RunId } from '@shared/lib/ids';
import type { ScopePath } from '@shared/runs/scope-path';
import { announce } from '../../../ui/announcer';
import { showToast } from '../../../ui/toast';
import { documentStore } from '../../document/index';
import { runsStore, selectStepRun } from '../../runs/index';
import { names } from '../breakpoints/names';
import { debuggerStore } from '../debugger';
import { forkAt } from '../dialogs/fork-store';
import { type DebuggerState, isLive, shownStop } from './debugger-state';
import { launchedStore } from './launched';
import { planRunFrom } from './run-from-plan';
import { debugRun } from './start';

// "Run from here": a new run that goes on from before a step, with what the steps before it gave in
// the run that is shown, and with the settings that the document has now.

/** The run of a step from which a new run can go on; undefined where it did not start. */
function startedRun(step: string): { readonly path: ScopePath } | undefined {
  const { steps, iterations, inside } = runsStore.getState();
  const run = selectStepRun(steps.get(step)?.runs ?? [], iterations, inside);
  return run && run.attempt > 0 && run.status !== 'skipped' ? run : undefined;
}

export function canRunFrom(step: string): boolean {
  const { busy, phase } = debuggerStore.getState();
  return !busy && phase !== 'starting' && startedRun(step) !== undefined;
}

export async function runFrom(step: string, how: 'run' | 'debug'): Promise<void> {
  const { shown, log, inside, workflowId } = runsStore.getState();
  const path = startedRun(step)?.path;
  if (shown === null || path === undefined) return;
  const before = debuggerStore.getState();
  const joined = before.phase !== 'off' && before.runId === shown;
  if (!joined) {
    if (before.phase !== 'off') await debuggerStore.detach();
    if (!(await debugRun(shown))) return;
  }
  // What a called workflow looked like then is not at hand: there, settings are those of then.
  const { workflow } = documentStore.getState();
  const plan =
    inside.length === 0
      ? planRunFrom(log, step, path, launchedStore.getState().workflow, workflow)
      : planRunFrom(log, step, path, null, null);
  if (plan === null) {
    showToast(`${names.step(step)} did not start in the shown run`, 'warning', {
      description: 'Run the workflow until it does, or choose another run of it.',
    });
    if (!joined) await debuggerStore.detach();
    return;
  }
  const runId = await forkAt(plan.at, plan.edits);
  if (runId === undefined) {
    if (!joined) await debuggerStore.detach();
    return;
  }
  await runsStore.getState().show(runId);
  // The call is among what both runs have.
  if (workflowId !== null) runsStore.getState().enter(workflowId, inside);
  if (plan.unknown.length > 0) tellUnknown(plan.unknown);
  if (how === 'run') {
    // Whoever was debugging goes on doing so; else it is a run like any other.
    if (joined && (await standsIn(runId))) await debuggerStore.goOn('continue');
    else if (!joined) await debuggerStore.detach();
    announce(`A new run goes on from ${names.step(step)}`);
  } else if ((await standsIn(runId)) && shownStop(debuggerStore.getState())?.step !== step) {
    await debuggerStore.runTo(step);
  }
}

function tellUnknown(steps: readonly string[]): void {
  showToast('The new run does not know all steps', 'warning', {
    description: `Steps were added or removed since the run: ${steps.slice(0, 3).map(names.step).join(', ')}${
      steps.length > 3 ? ' and others' : ''
    }. It has the steps and wires of then, with the settings of now. Run the workflow anew to have them.`,
  });
}

/** Once the new run stands at its first step; false when it ended before that. */
function standsIn(runId: RunId): Promise<boolean> {
  const answer = (state: DebuggerState): boolean | undefined => {
    if (state.phase === 'off') return false;
    if (state.runId !== runId) return undefined;
    if (state.phase === 'ended') return false;
    const stands = state.phase === 'stopped' && isLive(state);
    return stands && shownStop(state) !== undefined && state.thread !== null ? true : undefined;
  };
  const now = answer(debuggerStore.getState());
  if (now !== undefined) return Promise.resolve(now);
  return new Promise((resolve) => {
    const stop = debuggerStore.subscribe((state) => {
      const found = answer(state);
      if (found === undefined) return;
      stop();
      resolve(found);
    });
  });
}
