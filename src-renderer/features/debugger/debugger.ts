import { toErrorData } from '@shared/errors/app-error';
import { useStore } from 'zustand';
import { ipc } from '../../ipc/client';
import { showErrorToast } from '../../ui/error-toast';
import { documentStore } from '../document/index';
import { settingsStore } from '../settings/index';
import {
  allBreakpoints,
  type BreakpointsState,
  createBreakpointsStore,
} from './breakpoints/breakpoints-store';
import { type ConsoleState, createConsoleStore } from './console/console-store';
import type { DebuggerState } from './session/debugger-state';
import { createDebuggerStore } from './session/debugger-store';
import { showFrame, sessionStopped } from './session/follow';
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
    // The session is about the workflow it was started with, whatever is open now.
    if (debuggerStore.getState().workflowId !== breakpointsStore.getState().workflowId) return;
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
    if (id) settingsStore.setView(watchKeyOf(id), [...expressions]);
  },
});

export const scopesTree = createVariableTree(readVariables);

export const debuggerStore = createDebuggerStore({
  port: ipc.debug,
  breakpoints: () => ({
    breakpoints: allBreakpoints(breakpointsStore.getState()),
    errorStops: breakpointsStore.getState().errorStops,
  }),
  onStatuses: (statuses) => breakpointsStore.setStatuses(statuses),
  onOutput: (body) => consoleStore.output(body),
  onStopped: (state) => sessionStopped(state),
  onFrame: (state) => {
    showFrame(state, scopesTree);
    void watchStore.evaluate(state.frame);
  },
  onError: (error) => showErrorToast(error),
});

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
