import { Activity } from 'lucide-react';
import type { Command } from '../../app/commands/command';
import { documentStore } from '../document/index';
import { workbench } from '../workbench/index';
import { runListStore } from './run-list';

export const runListCommands: readonly Command[] = [
  {
    id: 'runs.all',
    title: 'Go to the runs of all workflows',
    group: 'Go to',
    icon: Activity,
    shortcut: 'Mod+Shift+H',
    keywords: ['history', 'statistics', 'charts', 'failures'],
    run: () => workbench.showHome('runs'),
  },
  {
    id: 'runs.ofWorkflow',
    title: 'Statistics of this workflow’s runs',
    group: 'Run',
    icon: Activity,
    keywords: ['history', 'charts', 'durations', 'step times'],
    isEnabled: () => documentStore.getState().id !== null,
    run() {
      const { id } = documentStore.getState();
      if (id === null) return;
      runListStore.showWorkflow(id);
      workbench.showHome('runs');
    },
  },
];
