import { Group, PenLine, SquareDashed, Ungroup } from 'lucide-react';
import type { Command } from '../../../app/commands/command';
import { isEditable } from '../document-view';
import {
  canGroup,
  groupSelection,
  renameGroup,
  selectedGroups,
  selectGroup,
  ungroupSelection,
} from '../groups/group-actions';
import { canNudge, nudge } from '../nudge';

function inGroup(): boolean {
  return selectedGroups().length > 0;
}

const steps = [
  { key: 'ArrowLeft', by: { x: -1, y: 0 }, words: 'left' },
  { key: 'ArrowRight', by: { x: 1, y: 0 }, words: 'right' },
  { key: 'ArrowUp', by: { x: 0, y: -1 }, words: 'up' },
  { key: 'ArrowDown', by: { x: 0, y: 1 }, words: 'down' },
] as const;

export const groupCommands: readonly Command[] = [
  {
    id: 'canvas.group',
    title: 'Group steps',
    group: 'Canvas',
    icon: Group,
    shortcut: 'Mod+G',
    scope: 'canvas',
    keywords: ['frame', 'section', 'together', 'area'],
    isEnabled: canGroup,
    run: groupSelection,
  },
  {
    id: 'canvas.ungroup',
    title: 'Ungroup steps',
    group: 'Canvas',
    icon: Ungroup,
    shortcut: 'Mod+Shift+G',
    scope: 'canvas',
    isEnabled: () => isEditable() && inGroup(),
    run: ungroupSelection,
  },
  {
    id: 'canvas.renameGroup',
    title: 'Rename group',
    group: 'Canvas',
    icon: PenLine,
    scope: 'canvas',
    isEnabled: () => isEditable() && inGroup(),
    run: () => renameGroup(selectedGroups()[0]?.id ?? ''),
  },
  {
    id: 'canvas.selectGroup',
    title: 'Select all steps of the group',
    group: 'Canvas',
    icon: SquareDashed,
    scope: 'canvas',
    isEnabled: inGroup,
    run: () => selectedGroups().forEach(selectGroup),
  },
  ...steps.map(({ key, by, words }): Command => ({
    id: `canvas.nudge.${words}`,
    title: `Move steps ${words}`,
    group: 'Canvas',
    shortcut: `Alt+${key}`,
    scope: 'canvas',
    keywords: ['nudge', 'shift'],
    isEnabled: canNudge,
    run: () => nudge(by),
  })),
];
