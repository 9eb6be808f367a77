import { X } from 'lucide-react';
import type { Command } from '../../app/commands/command';
import { documentStore } from '../document/index';
import { workbench } from '../workbench/index';
import { closeTab, reopenTab, showNeighbour, tabsStore } from './tabs';

function inWorkflow(): boolean {
  return workbench.getState().screen === 'workflow' && documentStore.getState().id !== null;
}

function hasOthers(): boolean {
  const { tabs } = tabsStore.getState();
  return tabs.length > (workbench.getState().screen === 'workflow' ? 1 : 0);
}

export const tabCommands: readonly Command[] = [
  {
    id: 'tabs.close',
    title: 'Close tab',
    group: 'Workflow',
    icon: X,
    shortcut: 'Mod+W',
    keywords: ['workflow'],
    isEnabled: inWorkflow,
    async run() {
      const { id } = documentStore.getState();
      if (id !== null) await closeTab(id);
    },
  },
  {
    id: 'tabs.reopen',
    title: 'Open the closed tab again',
    group: 'Workflow',
    shortcut: 'Mod+Shift+T',
    keywords: ['reopen', 'undo close'],
    isEnabled: () => tabsStore.reopen() !== null,
    run: reopenTab,
  },
  {
    id: 'tabs.next',
    title: 'Next tab',
    group: 'Go to',
    shortcut: ['Ctrl+Tab', 'Mod+PageDown'],
    isEnabled: hasOthers,
    run: () => showNeighbour(1),
  },
  {
    id: 'tabs.previous',
    title: 'Previous tab',
    group: 'Go to',
    shortcut: ['Ctrl+Shift+Tab', 'Mod+PageUp'],
    isEnabled: hasOthers,
    run: () => showNeighbour(-1),
  },
];
