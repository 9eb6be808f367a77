import {
  FilePlus2,
  FolderOpen,
  FolderPlus,
  FolderSearch,
  History,
  LayoutTemplate,
  LibraryBig,
  Trash2,
} from 'lucide-react';
import type { Command } from '../../../app/commands/command';
import { documentStore } from '../../document/index';
import { workbench } from '../../workbench/index';
import { askLibrary } from '../library-dialogs-store';
import { showLibrary } from '../open-workflow';
import { showInFolder } from '../show-in-folder';
import { showVersions } from '../versions-store';
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
    keywords: ['home', 'workflows', 'folders'],
    isEnabled: () => workbench.getState().screen !== 'library',
    run: showLibrary,
  },
  {
    id: 'library.templates',
    title: 'Go to templates',
    group: 'Go to',
    icon: LayoutTemplate,
    keywords: ['samples', 'gallery', 'examples', 'start'],
    run: () => workbench.showHome('templates'),
  },
  {
    id: 'library.trash',
    title: 'Go to trash',
    group: 'Go to',
    icon: Trash2,
    keywords: ['deleted', 'restore', 'undelete'],
    run: () => workbench.showHome('trash'),
  },
  {
    id: 'library.newFolder',
    title: 'New folder…',
    group: 'Workflow',
    icon: FolderPlus,
    keywords: ['library', 'group'],
    run: () => askLibrary({ type: 'new-folder', around: '' }),
  },
  {
    id: 'library.showInFolder',
    title: 'Show the file of this workflow in its folder',
    group: 'Workflow',
    icon: FolderSearch,
    keywords: ['reveal', 'explorer', 'finder', 'file manager', 'disk'],
    isEnabled: () => documentStore.getState().path !== null,
    async run() {
      const { id } = documentStore.getState();
      if (id !== null) await showInFolder(id);
    },
  },
  {
    id: 'library.versions',
    title: 'Versions of this workflow…',
    group: 'Workflow',
    icon: History,
    keywords: ['history', 'compare', 'diff', 'restore'],
    isEnabled: () => documentStore.getState().status === 'open',
    async run() {
      const { id, workflow } = documentStore.getState();
      if (id !== null) await showVersions({ id, name: workflow?.name ?? 'This workflow' });
    },
  },
];
