import {
  Columns2,
  FileDown,
  FileText,
  FolderOpen,
  GitFork,
  History,
  Play,
  Route,
  Search,
  SkipBack,
  Undo2,
} from 'lucide-react';
import type { ScopePath } from '@shared/runs/scope-path';
import type { Command } from '../../app/commands/command';
import { documentStore } from '../document/index';
import { runsStore, selectStepRun } from '../runs/index';
import { workbench } from '../workbench/index';
import { exportCase, exportReport, openCase } from './cases/case-actions';
import { forkHere } from './fork-here';
import { showOrigin } from './origin/origin-store';
import { togglePlay } from './playback';
import { jump } from './seek';
import { type TimeView, timeStore } from './time-store';

function hasRun(): boolean {
  return runsStore.getState().shown !== null;
}

function isPast(): boolean {
  return runsStore.getState().cursor !== null;
}

/** The run of the selected step that gave an output. */
function shownOutput(): { readonly step: string; readonly path: ScopePath } | undefined {
  const step = documentStore.getState().selection.steps.at(-1);
  const { steps, iterations, inside } = runsStore.getState();
  if (step === undefined) return undefined;
  const run = selectStepRun(steps.get(step)?.runs ?? [], iterations, inside);
  return run?.output && { step, path: run.path };
}

function showView(view: TimeView): void {
  timeStore.setState({ view });
  workbench.showPanel('timeline');
}

/** What the user can do with the past of a run. */
export const timeCommands: readonly Command[] = [
  {
    id: 'time.show',
    title: 'Show the timeline',
    group: 'Run',
    icon: History,
    keywords: ['time travel', 'scrub', 'past', 'events'],
    isEnabled: hasRun,
    run: () => showView('timeline'),
  },
  {
    id: 'time.play',
    title: 'Play the run again on the canvas',
    group: 'Run',
    icon: Play,
    keywords: ['replay', 'animation', 'pause'],
    isEnabled: hasRun,
    run: togglePlay,
  },
  {
    id: 'time.first',
    title: 'Go to the first event of the run',
    group: 'Run',
    icon: SkipBack,
    isEnabled: hasRun,
    run: () => jump(1),
  },
  {
    id: 'time.live',
    title: 'Back to now: show the run as it is',
    group: 'Run',
    icon: Undo2,
    keywords: ['live', 'present'],
    isEnabled: isPast,
    run: () => jump(null),
  },
  {
    id: 'time.compare',
    title: 'Compare the run with another one',
    group: 'Run',
    icon: Columns2,
    keywords: ['diff', 'difference', 'divergence'],
    isEnabled: hasRun,
    run: () => showView('compare'),
  },
  {
    id: 'time.ask',
    title: 'Ask the past: log points, and when something became true',
    group: 'Run',
    icon: Search,
    keywords: ['log point', 'became true', 'evaluate'],
    isEnabled: hasRun,
    run: () => showView('past'),
  },
  {
    id: 'time.origin',
    title: 'Show where the output of the step comes from',
    group: 'Run',
    icon: Route,
    keywords: ['origin', 'value', 'why', 'trace'],
    isEnabled: () => shownOutput() !== undefined,
    run: () => {
      const value = shownOutput();
      if (value) showOrigin({ ...value, side: 'output', field: [] });
    },
  },
  {
    id: 'time.fork',
    title: 'Fork: let a new run go on from this event…',
    group: 'Run',
    icon: GitFork,
    keywords: ['branch', 'from here', 'past'],
    isEnabled: isPast,
    run: forkHere,
  },
  {
    id: 'case.open',
    title: 'Open a case file…',
    group: 'Run',
    icon: FolderOpen,
    keywords: ['import', 'look at', 'support'],
    run: openCase,
  },
  {
    id: 'case.export',
    title: 'Export the run as a case file…',
    group: 'Run',
    icon: FileDown,
    keywords: ['share', 'send', 'support', 'time travel'],
    isEnabled: hasRun,
    run: exportCase,
  },
  {
    id: 'case.report',
    title: 'Export a report of the run…',
    group: 'Run',
    icon: FileText,
    keywords: ['html', 'share', 'phone', 'print'],
    isEnabled: hasRun,
    run: exportReport,
  },
];
