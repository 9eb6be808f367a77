import { TextSearch } from 'lucide-react';
import type { Command } from '../../app/commands/command';
import { documentStore } from '../document/index';
import { workbench } from '../workbench/index';

export const searchCommands: readonly Command[] = [
  {
    id: 'search.show',
    title: 'Search in all workflows',
    group: 'Go to',
    icon: TextSearch,
    shortcut: 'Mod+Shift+F',
    keywords: ['find', 'text', 'grep'],
    // It stands beside a workflow; the library has a search of its own.
    isEnabled: () => documentStore.getState().id !== null,
    run: () => {
      workbench.showScreen('workflow');
      workbench.showSidebar('search');
    },
  },
];
