import {
  ClipboardPaste,
  Copy,
  CopyPlus,
  Scissors,
  SquareDashedMousePointer,
  Trash2,
} from 'lucide-react';
import type { Command } from '../../../app/commands/command';
import { documentStore } from '../../document';
import { mountedCanvas } from '../canvas-store';
import { documentSelection, isEditable, selectedSteps } from '../document-view';
import { remove } from '../edits';
import { copySelection, cutSelection, duplicateSelection, pasteFromClipboard } from '../fragments';
import { flowStore } from '../flow-store';
import { withoutNested } from '../model/graph-index';
import { currentIndex } from '../view';

function hasSteps(): boolean {
  return selectedSteps().length > 0;
}

function canEditSteps(): boolean {
  return isEditable() && hasSteps();
}

function canDelete(): boolean {
  const { steps, edges } = documentSelection();
  return isEditable() && steps.length + edges.length > 0;
}

export const editCommands: readonly Command[] = [
  {
    id: 'canvas.copy',
    title: 'Copy steps',
    group: 'Step',
    icon: Copy,
    shortcut: 'Mod+C',
    scope: 'canvas',
    isEnabled: hasSteps,
    run: async () => {
      await copySelection();
    },
  },
  {
    id: 'canvas.cut',
    title: 'Cut steps',
    group: 'Step',
    icon: Scissors,
    shortcut: 'Mod+X',
    scope: 'canvas',
    isEnabled: canEditSteps,
    run: cutSelection,
  },
  {
    id: 'canvas.paste',
    title: 'Paste steps',
    group: 'Step',
    icon: ClipboardPaste,
    shortcut: 'Mod+V',
    scope: 'canvas',
    isEnabled: () => isEditable() && mountedCanvas() !== null,
    run: () => pasteFromClipboard(),
  },
  {
    id: 'canvas.duplicate',
    title: 'Duplicate steps',
    group: 'Step',
    icon: CopyPlus,
    shortcut: 'Mod+D',
    scope: 'canvas',
    isEnabled: canEditSteps,
    run: duplicateSelection,
  },
  {
    id: 'canvas.delete',
    title: 'Delete selection',
    group: 'Step',
    icon: Trash2,
    shortcut: ['Delete', 'Backspace'],
    scope: 'canvas',
    keywords: ['remove'],
    isEnabled: canDelete,
    run: deleteSelection,
  },
  {
    id: 'canvas.selectAll',
    title: 'Select all steps',
    group: 'Canvas',
    icon: SquareDashedMousePointer,
    shortcut: 'Mod+A',
    scope: 'canvas',
    isEnabled: () => flowStore.getState().nodes.length > 0,
    run: selectAll,
  },
];

function deleteSelection(): void {
  const { steps, edges } = documentSelection();
  const index = currentIndex();
  const ids = withoutNested(index, steps);
  const gone = new Set(ids);
  // Wires of a deleted step go with it; naming them again would be refused.
  const loose = edges.filter((id) => {
    const edge = index.edges.get(id)?.edge;
    return edge && !gone.has(edge.from) && !gone.has(edge.to);
  });
  remove(ids, loose);
}

function selectAll(): void {
  documentStore.select({ steps: [...currentIndex().steps.keys()], edges: [] });
}
