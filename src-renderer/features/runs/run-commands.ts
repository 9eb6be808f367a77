import { CircleOff, Play, RotateCw, SlidersHorizontal, Square, StepForward } from 'lucide-react';
import type { Command } from '../../app/commands/command';
import { documentStore } from '../document';
import { requestRun, requestRunWithOptions, requestSameRun } from './launcher-store';
import { requestResume } from './resume-store';
import { isOver, isResumable } from './run-status';
import { runsStore } from './runs';

function isActive(): boolean {
  const run = runsStore.getState().latest;
  return run !== null && !isOver(run.status);
}

function canRun(): boolean {
  return documentStore.getState().workflow !== null && !isActive();
}

function canResume(): boolean {
  const run = runsStore.getState().latest;
  return run !== null && isResumable(run.status);
}

async function resumeShown(): Promise<void> {
  const run = runsStore.getState().latest;
  if (run) await requestResume(run.run);
}

/** What the user can do about runs; palette, menu and keyboard read this. */
export const runCommands: readonly Command[] = [
  {
    id: 'run.start',
    title: 'Run workflow',
    group: 'Run',
    icon: Play,
    shortcut: ['Mod+Enter', 'Mod+F5'],
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
    id: 'run.withOptions',
    title: 'Run with options…',
    group: 'Run',
    icon: SlidersHorizontal,
    shortcut: 'Mod+Shift+Enter',
    keywords: ['record', 'replay', 'mock', 'effects', 'input'],
    isEnabled: canRun,
    run: requestRunWithOptions,
  },
  {
    id: 'run.resume',
    title: 'Resume the run',
    group: 'Run',
    icon: StepForward,
    keywords: ['continue', 'failed', 'cancelled', 'interrupted'],
    isEnabled: canResume,
    run: resumeShown,
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
