import { ListPlus, Plus, StickyNote } from 'lucide-react';
import { allStepDefinitions } from '@shared/steps';
import type { Command } from '../../../app/commands/command';
import { canvasStore, mountedCanvas } from '../canvas-store';
import { isEditable } from '../document-view';
import { insertStep } from '../insert-step';
import { openPaletteForSelection } from '../open-palette';

function canAdd(): boolean {
  return mountedCanvas() !== null && isEditable();
}

export const addCommands: readonly Command[] = [
  {
    id: 'canvas.addStep',
    title: 'Add a step…',
    group: 'Canvas',
    icon: Plus,
    shortcut: ['N', 'Tab'],
    scope: 'canvas',
    keywords: ['insert', 'node', 'new', 'palette'],
    isEnabled: canAdd,
    run: openPaletteForSelection,
  },
  {
    id: 'canvas.addNote',
    title: 'Add a note',
    group: 'Canvas',
    icon: StickyNote,
    shortcut: 'Shift+S',
    scope: 'canvas',
    keywords: ['sticky', 'comment', 'annotation'],
    isEnabled: canAdd,
    run: addNote,
  },
  {
    id: 'canvas.toggleStepList',
    title: 'Show or hide the list of steps',
    group: 'Canvas',
    icon: ListPlus,
    scope: 'canvas',
    keywords: ['palette', 'drag', 'dock'],
    isEnabled: canAdd,
    run: () => canvasStore.setState(({ docked }) => ({ docked: !docked })),
  },
];

function addNote(): void {
  const definition = allStepDefinitions.find((candidate) => candidate.annotation);
  if (definition) insertStep(definition, {});
}
