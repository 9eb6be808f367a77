import {
  ArrowDownToDot,
  ArrowUpFromDot,
  Bug,
  CircleDot,
  Pause,
  Play,
  Redo2,
  RefreshCw,
  Rewind,
  Square,
  StepBack,
  Unplug,
} from 'lucide-react';
import type { Command } from '../../../app/commands/command';
import { documentStore } from '../../document/index';
import { runsStore } from '../../runs/index';
import { workbench } from '../../workbench/index';
import { debuggerStore } from '../debugger';
import { isLive } from '../session/debugger-state';
import { debugRun, requestDebug, requestDebugFromEntry } from '../session/start';
import { breakpointCommands } from './breakpoint-commands';
import { focusConsole, focusSideBar } from './focus';
import { moveCommands } from './move-commands';

const phase = () => debuggerStore.getState().phase;
const inSession = () => phase() !== 'off';
const stopped = () => phase() === 'stopped' && !debuggerStore.getState().busy;
const going = () => phase() === 'running' || phase() === 'starting';
/** Looking back is possible when something stands still, and after the end. */
const canLookBack = () =>
  (phase() === 'stopped' || phase() === 'ended') && !debuggerStore.getState().busy;
const hasWorkflow = () => documentStore.getState().workflow !== null;

/** What the user can do about debugging, with the keys of VS Code. */
export const debugCommands: readonly Command[] = [
  {
    id: 'debug.continue',
    title: 'Continue',
    group: 'Debug',
    icon: Play,
    shortcut: 'F5',
    isEnabled: stopped,
    run: () => debuggerStore.goOn('continue'),
  },
  {
    id: 'debug.start',
    title: 'Start debugging',
    group: 'Debug',
    icon: Bug,
    shortcut: 'F5',
    isEnabled: () => !inSession() && hasWorkflow(),
    run: requestDebug,
  },
  {
    id: 'debug.startAtEntry',
    title: 'Start debugging and stop before the first step',
    group: 'Debug',
    icon: Bug,
    shortcut: ['F10', 'F11'],
    keywords: ['entry', 'step'],
    isEnabled: () => !inSession() && hasWorkflow(),
    run: requestDebugFromEntry,
  },
  {
    id: 'debug.stop',
    title: 'Stop debugging',
    group: 'Debug',
    icon: Square,
    shortcut: 'Shift+F5',
    isEnabled: () => inSession(),
    run: () => debuggerStore.stop(),
  },
  {
    id: 'debug.detach',
    title: 'Close the debugging session',
    group: 'Debug',
    icon: Unplug,
    keywords: ['disconnect', 'detach', 'leave'],
    isEnabled: inSession,
    run: () => debuggerStore.detach(),
  },
  {
    id: 'debug.restart',
    title: 'Restart the run',
    group: 'Debug',
    icon: RefreshCw,
    shortcut: 'Mod+Shift+F5',
    isEnabled: inSession,
    run: async () => {
      if (!(await debuggerStore.restart())) requestDebug();
    },
  },
  {
    id: 'debug.pause',
    title: 'Pause the run',
    group: 'Debug',
    icon: Pause,
    shortcut: 'F6',
    isEnabled: going,
    run: () => debuggerStore.pause(),
  },
  {
    id: 'debug.stepOver',
    title: 'Step over',
    group: 'Debug',
    icon: Redo2,
    shortcut: 'F10',
    isEnabled: stopped,
    run: () => debuggerStore.goOn('next'),
  },
  {
    id: 'debug.stepInto',
    title: 'Step into',
    group: 'Debug',
    icon: ArrowDownToDot,
    shortcut: ['F11', 'Mod+;'],
    isEnabled: stopped,
    run: () => debuggerStore.goOn('stepIn'),
  },
  {
    id: 'debug.stepOut',
    title: 'Step out',
    group: 'Debug',
    icon: ArrowUpFromDot,
    shortcut: ['Shift+F11', 'Mod+Shift+;'],
    isEnabled: stopped,
    run: () => debuggerStore.goOn('stepOut'),
  },
  {
    id: 'debug.stepBack',
    title: 'Step back',
    group: 'Debug',
    icon: StepBack,
    shortcut: 'Alt+F10',
    keywords: ['past', 'time travel', 'reverse'],
    isEnabled: canLookBack,
    run: () => debuggerStore.goOn('stepBack'),
  },
  {
    id: 'debug.reverseContinue',
    title: 'Reverse to the stop before',
    group: 'Debug',
    icon: Rewind,
    shortcut: 'Alt+F5',
    keywords: ['past', 'time travel', 'back'],
    isEnabled: canLookBack,
    run: () => debuggerStore.goOn('reverseContinue'),
  },
  {
    id: 'debug.goLive',
    title: 'Back to the live end of the run',
    group: 'Debug',
    keywords: ['now', 'present', 'past'],
    isEnabled: () => inSession() && !isLive(debuggerStore.getState()),
    run: () => void debuggerStore.ask('stepwell/seek', { live: true }),
  },
  ...moveCommands,
  ...breakpointCommands,
  {
    id: 'debug.openRun',
    title: 'Open the shown run in the debugger',
    group: 'Debug',
    keywords: ['attach', 'history', 'past'],
    isEnabled: () => !inSession() && runsStore.getState().run !== null,
    run: async () => {
      const { run } = runsStore.getState();
      if (run) await debugRun(run.run);
    },
  },
  {
    id: 'debug.showSideBar',
    title: 'Show run and debug',
    group: 'View',
    icon: Bug,
    shortcut: 'Mod+Shift+D',
    isEnabled: () => workbench.getState().screen === 'workflow',
    run: () => {
      workbench.showSidebar('debug');
      focusSideBar();
    },
  },
  {
    id: 'debug.showConsole',
    title: 'Show the debug console',
    group: 'View',
    icon: CircleDot,
    shortcut: 'Mod+Shift+Y',
    isEnabled: () => workbench.getState().screen === 'workflow',
    run: () => {
      workbench.showPanel('console');
      focusConsole();
    },
  },
];
