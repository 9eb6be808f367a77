import { announce } from '../../../ui/announcer';
import { runsStore } from '../../runs/index';
import { workbench } from '../../workbench/index';
import type { FramePlace } from '../dap/stepwell-protocol';
import type { VariableTree } from '../variables/variable-tree';
import { wireName } from '../breakpoints/names';
import { type DebuggerState, shownFrame, shownStop, stopWords } from './debugger-state';
import { places } from './places';
import { callerInRun } from './caller-in-run';
import { scopeRoots } from './scope-roots';

// What the rest of the window does when the run comes to stand.

/** A branch came to stand: the window shows where. */
export function sessionStopped(state: DebuggerState): void {
  const stop = shownStop(state);
  announce(stop ? stopWords(stop, wireName) : pastWords(state));
  workbench.showSidebar('debug');
}

/** Another frame is looked at: its values, its step, its line. */
export function showFrame(state: DebuggerState, tree: VariableTree): void {
  const frame = shownFrame(state);
  const { roots, open } = scopeRoots(state.scopes.list, frame?.stepwell);
  tree.setRoots(roots, open);
  if (frame?.stepwell) revealFrame(frame.stepwell);
}

export function revealFrame({ kind, step, path, line }: FramePlace): void {
  for (const { step: container, iteration } of path) {
    runsStore.getState().selectIteration(container, iteration);
  }
  // In a called workflow: what can be shown here is the step that called it.
  const caller = callerInRun(path);
  const shown = caller ?? step;
  if (shown === undefined) return;
  places().showStep(shown);
  if (caller === null && step !== undefined && kind === 'code' && line !== undefined)
    places().showCode(step, line);
}

function pastWords({ moment }: DebuggerState): string {
  if (!moment || moment.live) return 'Paused';
  return `Viewing event ${moment.seq} of ${moment.lastSeq}, not live`;
}
