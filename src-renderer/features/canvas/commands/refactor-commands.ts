import { PackageOpen, SquareArrowOutUpRight } from 'lucide-react';
import type { Command } from '../../../app/commands/command';
import { canExtract, startExtracting } from '../refactor/extract';
import { canInline, inlineSelected } from '../refactor/inline';

export const refactorCommands: readonly Command[] = [
  {
    id: 'canvas.extract',
    title: 'Extract to a workflow…',
    group: 'Step',
    icon: SquareArrowOutUpRight,
    shortcut: 'Alt+X',
    scope: 'canvas',
    keywords: ['sub-workflow', 'subflow', 'refactor', 'function', 'move', 'call'],
    isEnabled: canExtract,
    run: startExtracting,
  },
  {
    id: 'canvas.inlineCall',
    title: 'Replace the call by its steps',
    group: 'Step',
    icon: PackageOpen,
    shortcut: 'Shift+Alt+X',
    scope: 'canvas',
    keywords: ['inline', 'sub-workflow', 'subflow', 'refactor', 'unpack'],
    isEnabled: canInline,
    run: inlineSelected,
  },
];
