import { toErrorData } from '@shared/errors/app-error';
import type { ErrorStops } from '@shared/debug/breakpoints';
import type { WorkflowId } from '@shared/lib/ids';
import { findStep } from '@shared/workflow/graph/scopes';
import { useStore } from 'zustand';
import { ipc } from '../../ipc/client';
import { showErrorToast } from '../../ui/error-toast';
import { documentStore } from '../document/index';
import { settingsStore } from '../settings/index';
import {
  allBreakpoints,
  type BreakpointsState,
  createBreakpointsStore,
  noErrorStops,
} from './breakpoints/breakpoints-store';
import { type ConsoleState, createConsoleStore } from './console/console-store';
import { calledWorkflows } from './session/called-workflows';
import type { DebuggerState } from './session/debugger-state';
import { createDebuggerStore } from './session/debugger-store';
import { showFrame, sessionStopped } from './session/follow';
import { launchedStore } from './session/launched';
import { createSessionBreakpoints, type Stopping } from './session/session-breakpoints';
import { sessionView } from './session/session-view';
import { createVariableTree, type ReadVariables } from './variables/variable-tree';
import { createWatchStore } from './watch/watch-store';

// The studio's one debugger: its stores, joined.

const readVariables: ReadVariables = async (args) =>
  (await debuggerStore.request('variables', args)).variables;

export const breakpointsStore = createBreakpointsStore({
  port: {
    list: (input) => ipc.breakpoints.list(input),
    put: ({ breakpoints, ...rest }) =>
      ipc.breakpoints.put({ ...rest, breakpoints: [...breakpoints] }),
  },
  newId: () => crypto.randomUUID(),
  onError: (error) => showErrorToast(toErrorData(error), 'The breakpoints could not be kept'),
  onChange: (what) => {
    noteBreakpoints();
    // The session is about the workflows it consists of, whatever is open now.
    if (sessionView(debuggerStore.getState()) === null) return;
    void (what === 'errors' ? debuggerStore.sendErrorStops() : debuggerStore.sendBreakpoints());
  },
});

export const consoleStore = createConsoleStore({
  evaluate: (expression) => {
    const { frame } = debuggerStore.getState();
    return debuggerStore.request('evaluate', {
      expression,
      context: 'repl',
      ...(frame !== null && { frameId: frame }),
    });
  },
});

export const watchStore = createWatchStore({
  read: readVariables,
  evaluate: (expression, frame) =>
    debuggerStore.request('evaluate', {
      expression,
      context: 'watch',
      ...(frame !== null && { frameId: frame }),
    }),
  remember: (expressions) => {
    const { id } = documentStore.getState();
    // Those of a session stay while a workflow that it called is looked at.
    const own = debuggerStore.getState().workflowId ?? id;
    if (own) settingsStore.setView(watchKeyOf(own), [...expressions]);
  },
});

export const scopesTree = createVariableTree(readVariables);

export const debuggerStore = createDebuggerStore({
  port: ipc.debug,
  breakpoints: () => {
    noteBreakpoints();
    return stoppingOf(debuggerStore.getState().workflowId);
  },
  onStatuses: (statuses) => breakpointsStore.setStatuses(statuses),
  onOutput: (body) => consoleStore.output(body),
  onStopped: (state) => sessionStopped(state),
  onFrame: (state) => {
    showFrame(state, scopesTree);
    void watchStore.evaluate(state.frame);
  },
  onError: (error) => showErrorToast(error),
});

/** What stops a session, by workflow: only one of them is open. */
const sessionBreakpoints = createSessionBreakpoints({
  stored: (workflowId) => ipc.breakpoints.list({ workflowId }),
});

/** Those of the open workflow, as they are now, once they have been read. */
function noteBreakpoints(): void {
  const state = breakpointsStore.getState();
  if (state.workflowId === null || state.status !== 'ready') return;
  const { workflowId, errorStops } = state;
  sessionBreakpoints.note(workflowId, { breakpoints: allBreakpoints(state), errorStops });
}

function stoppingOf(own: WorkflowId | null): Promise<Stopping> {
  const { workflow } = launchedStore.getState();
  if (own === null) return Promise.resolve({ breakpoints: [], errorStops: noErrorStops });
  const hasStep = (id: string): boolean =>
    workflow !== null && findStep(workflow, id) !== undefined;
  return sessionBreakpoints.of(own, calledWorkflows(workflow), hasStep);
}

export function noteSessionErrors(workflowId: WorkflowId, errorStops: ErrorStops): void {
  sessionBreakpoints.noteErrors(workflowId, errorStops);
}

export function forgetSessionBreakpoints(): void {
  sessionBreakpoints.forget();
}

export { readVariables };

/** Where the watches of a workflow are remembered. */
export function watchKeyOf(workflow: string): string {
  return `debugger.watch.${workflow}`;
}

export function useDebugger<T>(selector: (state: DebuggerState) => T): T {
  return useStore(debuggerStore, selector);
}

export function useBreakpoints<T>(selector: (state: BreakpointsState) => T): T {
  return useStore(breakpointsStore, selector);
}

export function useConsole<T>(selector: (state: ConsoleState) => T): T {
  return useStore(consoleStore, selector);
}

/** How many breakpoints the open workflow has. */
export function breakpointCount(): number {
  return allBreakpoints(breakpointsStore.getState()).length;
}
