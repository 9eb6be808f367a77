import {
  ArrowRightToLine,
  BugPlay,
  GitFork,
  ListStart,
  RotateCcw,
  SkipForward,
  StepForward,
  Undo2,
} from 'lucide-react';
import type { Command } from '../../../app/commands/command';
import { documentStore } from '../../document/index';
import { debuggerStore } from '../debugger';
import { askFork } from '../dialogs/fork-store';
import { askOutput } from '../dialogs/output-store';
import { isLive, shownFrame, shownStop } from '../session/debugger-state';
import { canExecute, executableStep, executeStep } from '../session/execute-step';
import { canRunFrom, runFrom } from '../session/run-from';
import { requestDebugTo } from '../session/start';

// Commands that make the run go elsewhere than it would have gone.

export function selectedStep(): string | undefined {
  return documentStore.getState().selection.steps.at(-1);
}

export function stoppedLive(): boolean {
  const state = debuggerStore.getState();
  return state.phase === 'stopped' && isLive(state) && !state.over && !state.busy;
}

/** Goes on until before a step, or starts a run that does. */
export function runToStep(step: string): void | Promise<void> {
  if (debuggerStore.getState().phase === 'off') requestDebugTo(step);
  else return debuggerStore.runTo(step);
}

export async function setNextStep(step: string): Promise<void> {
  const { thread } = debuggerStore.getState();
  await debuggerStore.ask('stepwell/jump', { threadId: thread ?? 1, step });
}

export const moveCommands: readonly Command[] = [
  {
    id: 'debug.executeStep',
    title: 'Execute step',
    group: 'Run',
    icon: StepForward,
    // Before “Run workflow”, which has it while no step is selected.
    shortcut: 'Mod+Enter',
    keywords: ['run', 'only', 'alone', 'single', 'node', 'test'],
    isEnabled: canExecute,
    run: () => executeStep(executableStep() ?? ''),
  },
  {
    id: 'debug.runTo',
    title: 'Run to the selected step',
    group: 'Debug',
    icon: ArrowRightToLine,
    shortcut: 'Mod+F10',
    isEnabled: () =>
      selectedStep() !== undefined &&
      (debuggerStore.getState().phase === 'off' || stoppedLive()) &&
      documentStore.getState().workflow !== null,
    run: () => runToStep(selectedStep() ?? ''),
  },
  {
    id: 'debug.runFrom',
    title: 'Run from the selected step',
    group: 'Debug',
    icon: ListStart,
    keywords: ['here', 'again', 'fork', 'rest', 'execute'],
    isEnabled: () => canRunFrom(selectedStep() ?? ''),
    run: () => runFrom(selectedStep() ?? '', 'run'),
  },
  {
    id: 'debug.debugFrom',
    title: 'Debug from the selected step',
    group: 'Debug',
    icon: BugPlay,
    keywords: ['here', 'again', 'fork', 'rest'],
    isEnabled: () => canRunFrom(selectedStep() ?? ''),
    run: () => runFrom(selectedStep() ?? '', 'debug'),
  },
  {
    id: 'debug.setNext',
    title: 'Set the selected step as the next',
    group: 'Debug',
    icon: Undo2,
    keywords: ['jump', 'goto'],
    isEnabled: () => selectedStep() !== undefined && stoppedLive(),
    run: () => setNextStep(selectedStep() ?? ''),
  },
  {
    id: 'debug.restartStep',
    title: 'Restart the step with its input',
    group: 'Debug',
    icon: RotateCcw,
    keywords: ['again', 'frame'],
    isEnabled: () => stoppedLive() && shownFrame(debuggerStore.getState()) !== undefined,
    run: async () => {
      const frame = shownFrame(debuggerStore.getState());
      if (frame) await debuggerStore.ask('restartFrame', { frameId: frame.id });
    },
  },
  {
    id: 'debug.skip',
    title: 'Skip the step with an output…',
    group: 'Debug',
    icon: SkipForward,
    isEnabled: () => stoppedLive() && shownStop(debuggerStore.getState()) !== undefined,
    run: () => {
      const stop = shownStop(debuggerStore.getState());
      if (stop) askOutput(stop);
    },
  },
  {
    id: 'debug.fork',
    title: 'Start a new run from this moment…',
    group: 'Debug',
    icon: GitFork,
    keywords: ['fork', 'branch', 'past'],
    isEnabled: () => {
      const { phase, moment } = debuggerStore.getState();
      return moment !== null && (phase === 'stopped' || phase === 'ended');
    },
    run: () => askFork({ words: '', edit: null }),
  },
];
