import { Download, Redo2, RotateCcw, Save, SaveAll, Undo2 } from 'lucide-react';
import type { Command } from '../../../app/commands/command';
import { announce } from '../../../ui/announcer';
import { requestExport } from '../../exchange/index';
import { documentStore } from '../document';

function isOpen(): boolean {
  return documentStore.getState().status === 'open';
}

function isEditable(): boolean {
  return isOpen() && !documentStore.getState().readOnly;
}

/** What can be done with the open document as a whole. */
export const documentCommands: readonly Command[] = [
  {
    id: 'document.save',
    title: 'Save',
    group: 'Workflow',
    icon: Save,
    shortcut: 'Mod+S',
    isEnabled: () => isEditable() && !documentStore.getState().saving,
    run: async () => {
      await documentStore.save();
    },
  },
  {
    id: 'document.saveAs',
    title: 'Save as…',
    group: 'Workflow',
    icon: SaveAll,
    shortcut: 'Mod+Shift+S',
    keywords: ['file', 'copy'],
    isEnabled: () => isOpen() && !documentStore.getState().saving,
    run: async () => {
      await documentStore.saveAs();
    },
  },
  {
    id: 'document.export',
    title: 'Export a copy…',
    group: 'Workflow',
    icon: Download,
    keywords: ['file', 'share', 'download'],
    isEnabled: isOpen,
    run: exportCopy,
  },
  {
    id: 'document.discard',
    title: 'Discard unsaved changes',
    group: 'Workflow',
    icon: RotateCcw,
    keywords: ['revert', 'reset'],
    isEnabled: () => isEditable() && documentStore.getState().dirty,
    run: () => documentStore.discard(),
  },
  {
    id: 'document.undo',
    title: 'Undo',
    group: 'Edit',
    icon: Undo2,
    shortcut: 'Mod+Z',
    scope: 'list',
    isEnabled: () => isEditable() && documentStore.getState().undoLabel !== null,
    run: () => saying('Undone', documentStore.getState().undoLabel, documentStore.undo),
  },
  {
    id: 'document.redo',
    title: 'Redo',
    group: 'Edit',
    icon: Redo2,
    shortcut: ['Mod+Shift+Z', 'Mod+Y'],
    scope: 'list',
    isEnabled: () => isEditable() && documentStore.getState().redoLabel !== null,
    run: () => saying('Redone', documentStore.getState().redoLabel, documentStore.redo),
  },
];

/** Does it, and tells what it was to who cannot see it. */
function saying(done: string, label: string | null, action: () => void): void {
  action();
  if (label !== null) announce(`${done}: ${label}`);
}

async function exportCopy(): Promise<void> {
  const { id, text } = documentStore.getState();
  if (id === null) return;
  await requestExport(id, text);
}
