import { announce } from '../../../ui/announcer';
import { runsStore } from '../../runs/index';
import { workbench } from '../../workbench/index';
import type { FramePlace } from '../dap/stepwell-protocol';
import type { VariableTree } from '../variables/variable-tree';
import { type DebuggerState, shownFrame, shownStop } from './debugger-state';
import { places } from './places';
import { scopeRoots } from './scope-roots';

// What the rest of the window does when the run comes to stand.

/** A branch came to stand: the window shows where. */
export function sessionStopped(state: DebuggerState): void {
  const stop = shownStop(state);
  announce(stop?.description ?? pastWords(state));
  workbench.showSidebar('debug');
}

/** Another frame is looked at: its values, its step, its line. */
export function showFrame(state: DebuggerState, tree: VariableTree): void {
  const frame = shownFrame(state);
  const { roots, open } = scopeRoots(state.scopes.list, frame?.stepwell);
  tree.setRoots(roots, open);
  if (frame?.stepwell) revealFrame(frame.stepwell);
}

export function revealFrame({ kind, step, path, line, workflow }: FramePlace): void {
  for (const { step: container, iteration } of path) {
    runsStore.getState().selectIteration(container, iteration);
  }
  if (step === undefined || workflow !== undefined) {
    // In a called workflow: what can be shown here is the step that called it.
    const caller = path[0]?.step;
    if (workflow !== undefined && caller !== undefined) places().showStep(caller);
    return;
  }
  places().showStep(step);
  if (kind === 'code' && line !== undefined) places().showCode(step, line);
}

function pastWords({ moment }: DebuggerState): string {
  if (!moment || moment.live) return 'Paused';
  return `Viewing event ${moment.seq} of ${moment.lastSeq}, not live`;
}
