import { CircleOff, Play, RotateCw, Square } from 'lucide-react';
import type { Command } from '../../app/commands/command';
import { documentStore } from '../document';
import { requestRun, requestSameRun } from './launcher-store';
import { isOver } from './run-status';
import { runsStore } from './runs';

function isActive(): boolean {
  const run = runsStore.getState().run;
  return run !== null && !isOver(run.status);
}

function canRun(): boolean {
  return documentStore.getState().workflow !== null && !isActive();
}

/** What the user can do about runs; palette, menu and keyboard read this. */
export const runCommands: readonly Command[] = [
  {
    id: 'run.start',
    title: 'Run workflow',
    group: 'Run',
    icon: Play,
    shortcut: ['Mod+Enter', 'F5', 'Mod+F5'],
    isEnabled: canRun,
    run: requestRun,
  },
  {
    id: 'run.again',
    title: 'Run again with the same input',
    group: 'Run',
    icon: RotateCw,
    shortcut: 'Mod+Shift+F5',
    isEnabled: () => canRun() && runsStore.getState().run !== null,
    run: requestSameRun,
  },
  {
    id: 'run.stop',
    title: 'Stop the run',
    group: 'Run',
    icon: Square,
    shortcut: 'Shift+F5',
    isEnabled: isActive,
    run: () => void runsStore.getState().stop(),
  },
  {
    id: 'run.hide',
    title: 'Clear run results from the canvas',
    group: 'Run',
    icon: CircleOff,
    isEnabled: () => runsStore.getState().run !== null && !isActive(),
    run: () => void runsStore.getState().show(null),
  },
];
