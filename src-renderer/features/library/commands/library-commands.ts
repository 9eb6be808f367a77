import { FilePlus2, FolderOpen, LibraryBig } from 'lucide-react';
import type { Command } from '../../../app/commands/command';
import { workbench } from '../../workbench/index';
import { showLibrary } from '../open-workflow';
import { newWorkflow, openFile } from '../workflow-actions';

export const libraryCommands: readonly Command[] = [
  {
    id: 'library.new',
    title: 'New workflow',
    group: 'Workflow',
    icon: FilePlus2,
    shortcut: 'Mod+N',
    keywords: ['create', 'add', 'empty'],
    run: newWorkflow,
  },
  {
    id: 'library.open',
    title: 'Open file…',
    group: 'Workflow',
    icon: FolderOpen,
    shortcut: 'Mod+O',
    keywords: ['import', 'yaml'],
    run: openFile,
  },
  {
    id: 'library.show',
    title: 'Go to library',
    group: 'Go to',
    icon: LibraryBig,
    shortcut: 'Mod+Shift+L',
    keywords: ['home', 'workflows', 'samples'],
    isEnabled: () => workbench.getState().screen !== 'library',
    run: showLibrary,
  },
];
