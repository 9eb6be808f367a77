import type { Command } from '../../../app/commands/command';
import { announce } from '../../../ui/announcer';
import { documentStore } from '../../document';
import { canvasStore } from '../canvas-store';
import { documentSelection, selectedSteps } from '../document-view';
import { flowStore } from '../flow-store';
import { reach } from '../model/graph-index';
import { isGroupNode } from '../model/canvas-node';
import { groupTitle } from '../model/groups';
import { seenIndex } from '../model/seen-index';
import { firstStep, travel, type TravelDirection } from '../model/travel';
import { centreOn } from '../pan';
import { currentBoxes, currentIndex, seenNodeOf, stepsOf, titleOf } from '../view';

// Walking through the workflow by key. Hidden in the palette: nobody picks "go right" from a list.

const directions: readonly { readonly key: string; readonly direction: TravelDirection }[] = [
  { key: 'ArrowLeft', direction: 'left' },
  { key: 'ArrowRight', direction: 'right' },
  { key: 'ArrowUp', direction: 'up' },
  { key: 'ArrowDown', direction: 'down' },
];

const walk: readonly Command[] = directions.map(({ key, direction }) => ({
  id: `canvas.go.${direction}`,
  title: `Select the step ${direction === 'left' ? 'before' : direction === 'right' ? 'after' : direction === 'up' ? 'above' : 'below'}`,
  group: 'Go to',
  shortcut: key,
  scope: 'canvas',
  hidden: true,
  isEnabled: () => currentIndex().steps.size > 0,
  run: () => go(direction),
}));

export const travelCommands: readonly Command[] = [
  ...walk,
  {
    id: 'canvas.selectDownstream',
    title: 'Select everything downstream',
    group: 'Canvas',
    shortcut: 'Shift+ArrowRight',
    scope: 'canvas',
    isEnabled: () => selectedSteps().length > 0,
    run: () => extend('downstream'),
  },
  {
    id: 'canvas.selectUpstream',
    title: 'Select everything upstream',
    group: 'Canvas',
    shortcut: 'Shift+ArrowLeft',
    scope: 'canvas',
    isEnabled: () => selectedSteps().length > 0,
    run: () => extend('upstream'),
  },
  {
    id: 'canvas.clear',
    title: 'Clear the selection',
    group: 'Canvas',
    shortcut: 'Escape',
    scope: 'canvas',
    hidden: true,
    isEnabled: hasSomethingToClear,
    run: clear,
  },
];

function go(direction: TravelDirection): void {
  const { nodes, edges } = flowStore.getState();
  const index = seenIndex(currentIndex(), nodes, edges);
  const boxes = currentBoxes();
  const selected = selectedSteps().at(-1);
  const from = selected === undefined ? undefined : seenNodeOf(selected)?.id;
  const next = from === undefined ? firstStep(index, boxes) : travel(index, boxes, from, direction);
  const node = nodes.find(({ id }) => id === next);
  if (!node) {
    if (from !== undefined) announce('No step there');
    return;
  }
  const steps = stepsOf(node);
  documentStore.select({ steps, edges: [] });
  const last = steps.at(-1);
  if (last !== undefined) centreOn(last);
  announce(isGroupNode(node) ? `${groupTitle(node.data.group)}, collapsed` : titleOf(node.id));
}

function extend(direction: 'upstream' | 'downstream'): void {
  const index = currentIndex();
  const steps = new Set(selectedSteps());
  for (const id of selectedSteps()) {
    for (const other of reach(index, id, direction)) steps.add(other);
  }
  documentStore.select({ steps: [...steps], edges: [] });
  announce(`${steps.size} steps selected`);
}

function hasSomethingToClear(): boolean {
  const { steps, edges } = documentSelection();
  return steps.length + edges.length > 0 || canvasStore.getState().find !== null;
}

function clear(): void {
  if (canvasStore.getState().find !== null) canvasStore.setState({ find: null });
  else documentStore.clearSelection();
}
