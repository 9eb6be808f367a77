import { callerHere, showWorkflowAt } from '../../called/index';
import { announce } from '../../../ui/announcer';
import { documentStore } from '../../document/index';
import { openWorkflow } from '../../library/index';
import { runsStore } from '../../runs/index';
import { workbench } from '../../workbench/index';
import type { FramePlace } from '../dap/stepwell-protocol';
import type { VariableTree } from '../variables/variable-tree';
import { wireName } from '../breakpoints/names';
import { createCodeFollower } from './code-follower';
import { type DebuggerState, shownFrame, shownStop, stopWords } from './debugger-state';
import { places } from './places';
import { scopeRoots } from './scope-roots';

// What the rest of the window does when the run comes to stand.

/** A branch came to stand: the window shows where. */
export function sessionStopped(state: DebuggerState): void {
  const stop = shownStop(state);
  announce(stop ? stopWords(stop, wireName) : pastWords(state));
  workbench.showSidebar('debug');
}

const code = createCodeFollower({
  shown: () => workbench.getState().codeStep,
  open: (step, line) => places().showCode(step, line),
  put: (step) => workbench.showCode(step),
});

/** Another frame is looked at: its values, its step, its line. */
export function showFrame(state: DebuggerState, tree: VariableTree): void {
  const frame = shownFrame(state);
  const { roots, open } = scopeRoots(state.scopes.list, frame?.stepwell);
  tree.setRoots(roots, open);
  if (state.phase === 'ended' || !standsInCode(state)) leaveCode(state);
  if (frame?.stepwell) void revealFrame(state, frame.stepwell);
}

/** The session, or the code in which it stood, is behind us. */
export function leaveCode({ phase, frame }: DebuggerState): void {
  // A step that takes long says nothing about where the run goes next.
  if (phase === 'running' || (phase === 'stopped' && frame === null)) return;
  revealing += 1;
  code.leave();
}

/** Where the branch stands; another frame of it may be looked at. */
function standsInCode({ stacks, thread }: DebuggerState): boolean {
  return thread !== null && stacks[thread]?.frames[0]?.stepwell?.kind === 'code';
}

/** Counts what was asked to be shown: only the newest counts. */
let revealing = 0;

/** Brings a place to the screen: its workflow is opened where it is another one. */
async function revealFrame(state: DebuggerState, place: FramePlace): Promise<void> {
  const { kind, step, path, line } = place;
  revealing += 1;
  const own = revealing;
  await showSessionRun(state);
  await callsAreKnown(state);
  if (own !== revealing) return;
  for (const { step: container, iteration } of path) {
    runsStore.getState().selectIteration(container, iteration);
  }
  await showWorkflowAt(path);
  if (own !== revealing) return;
  // In a workflow that cannot be opened: what can be shown is the step that called it.
  const caller = callerHere(path);
  const shown = caller ?? step;
  if (shown === undefined) return;
  places().showStep(shown);
  selectStep(shown);
  if (caller === null && step !== undefined && kind === 'code' && line !== undefined)
    code.follow(step, line);
}

/** The text of the workflow at the stop before. */
let before: { readonly id: string | null; readonly text: string } | undefined;

/** Its details come along, as the caret does in an editor; not while others are being written in. */
function selectStep(step: string): void {
  const { id, text, parsed, selection } = documentStore.getState();
  const isEdited = before?.id === id && before.text !== text;
  before = { id, text };
  const isSelected = selection.steps.length === 1 && selection.steps[0] === step;
  if (isSelected || !parsed?.source.steps.has(step) || (isEdited && isInField())) return;
  documentStore.select({ steps: [step], edges: [] });
}

/** Monaco takes its keys from a textarea or from an element of its own. */
const typedInto = 'input, textarea, [contenteditable="true"], [role="textbox"]';

function isInField(): boolean {
  const { activeElement } = document;
  if (!activeElement?.matches(typedInto)) return false;
  return activeElement.closest('aside[aria-label="Inspector"], [data-source]') !== null;
}

/** Whatever was looked at meanwhile: where the session stands is in its own run. */
async function showSessionRun({ workflowId, runId }: DebuggerState): Promise<void> {
  if (workflowId === null || runId === null || runsStore.getState().shown === runId) return;
  if (documentStore.getState().id !== workflowId) await openWorkflow(workflowId);
  await runsStore.getState().show(runId);
}

/** Milliseconds after which a place is shown as well as what is known allows. */
const patience = 2_000;

/**
 * The stop may be here before the events that led to it: which workflows were called is in those.
 */
function callsAreKnown({ stacks, thread, moment, runId }: DebuggerState): Promise<void> {
  const frames = thread === null ? [] : (stacks[thread]?.frames ?? []);
  if (moment === null || !frames.some(({ stepwell }) => stepwell?.kind === 'call')) {
    return Promise.resolve();
  }
  const known = (): boolean => {
    const { shown, log } = runsStore.getState();
    return shown === runId && log.length >= moment.seq;
  };
  if (known()) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = (): void => {
      stop();
      clearTimeout(timer);
      resolve();
    };
    const stop = runsStore.subscribe(() => known() && finish());
    const timer = setTimeout(finish, patience);
  });
}

function pastWords({ moment }: DebuggerState): string {
  if (!moment || moment.live) return 'Paused';
  return `Viewing event ${moment.seq} of ${moment.lastSeq}, not live`;
}
