import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
} from 'lucide-react';
import type { Command } from '../../../app/commands/command';
import { isEditable, selectedSteps } from '../document-view';
import { moveSteps } from '../edits';
import { flowStore } from '../flow-store';
import { type PlacedBox, withHeldSteps } from '../model/placed-box';
import { align, type Alignment, distribute, type Direction, type NamedBox } from '../model/arrange';
import { withoutNested } from '../model/graph-index';
import { currentIndex, seenNodesOf } from '../view';

/** The selected steps of one frame: only those have positions that can be compared. */
function boxes(): NamedBox[] {
  const nodes = seenNodesOf(withoutNested(currentIndex(), selectedSteps()));
  const parent = nodes.at(-1)?.parentId;
  return nodes
    .filter((node) => node.parentId === parent)
    .map(({ id, position, width = 0, height = 0 }) => ({
      id,
      box: { ...position, width, height },
    }));
}

function move(placed: readonly PlacedBox[], label: string): void {
  moveSteps(withHeldSteps(placed, flowStore.getState().nodes), label);
}

function atLeast(count: number): () => boolean {
  return () => isEditable() && selectedSteps().length >= count && boxes().length >= count;
}

function alignCommand(
  how: Alignment,
  words: string,
  icon: NonNullable<Command['icon']>,
  shortcut: string,
): Command {
  return {
    id: `canvas.align.${how}`,
    title: `Align ${words}`,
    group: 'Canvas',
    icon,
    shortcut,
    scope: 'canvas',
    keywords: ['arrange', 'line up', how],
    isEnabled: atLeast(2),
    run: () => move(align(boxes(), how), 'Align step'),
  };
}

function distributeCommand(direction: Direction, icon: NonNullable<Command['icon']>): Command {
  return {
    id: `canvas.distribute.${direction}`,
    title: direction === 'horizontal' ? 'Distribute horizontally' : 'Distribute vertically',
    group: 'Canvas',
    icon,
    shortcut: direction === 'horizontal' ? 'Shift+Alt+H' : 'Shift+Alt+V',
    scope: 'canvas',
    keywords: ['arrange', 'space', 'spread', 'even'],
    isEnabled: atLeast(3),
    run: () => move(distribute(boxes(), direction), 'Distribute step'),
  };
}

/** The keys are Figma's. */
export const arrangeCommands: readonly Command[] = [
  alignCommand('left', 'left edges', AlignStartVertical, 'Alt+A'),
  alignCommand('centre', 'centres', AlignCenterVertical, 'Alt+H'),
  alignCommand('right', 'right edges', AlignEndVertical, 'Alt+D'),
  alignCommand('top', 'top edges', AlignStartHorizontal, 'Alt+W'),
  alignCommand('middle', 'middles', AlignCenterHorizontal, 'Alt+V'),
  alignCommand('bottom', 'bottom edges', AlignEndHorizontal, 'Alt+S'),
  distributeCommand('horizontal', AlignHorizontalDistributeCenter),
  distributeCommand('vertical', AlignVerticalDistributeCenter),
];
