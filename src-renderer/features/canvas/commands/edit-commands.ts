import { SquareDashedMousePointer, Trash2 } from 'lucide-react';
import type { Command } from '../../../app/commands/command';
import { documentStore } from '../../document';
import { documentSelection, isEditable } from '../document-view';
import { remove } from '../edits';
import { flowStore } from '../flow-store';
import { withoutNested } from '../model/graph-index';
import { currentIndex } from '../view';

function canDelete(): boolean {
  const { steps, edges } = documentSelection();
  return isEditable() && steps.length + edges.length > 0;
}

export const editCommands: readonly Command[] = [
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
