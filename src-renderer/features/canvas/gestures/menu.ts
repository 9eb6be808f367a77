import type { MouseEvent as ReactMouseEvent } from 'react';
import { documentStore } from '../../document';
import { canvasStore } from '../canvas-store';
import { documentSelection } from '../document-view';
import { nodeElementId } from '../nodes/node-name';
import { type CanvasNode, isGroupNode, type WireEdge } from '../model/canvas-node';
import { frameUnder, toCanvas } from '../open-palette';
import { seenNodeOf, stepsOf } from '../view';

// A right click selects what it hits, so that the menu's words are about what one sees selected.

export function openMenuForNode(event: ReactMouseEvent, node: CanvasNode): void {
  event.preventDefault();
  const selected = new Set(documentSelection().steps);
  if (!stepsOf(node).every((id) => selected.has(id))) {
    documentStore.select({ steps: stepsOf(node), edges: [] });
  }
  const at = { x: event.clientX, y: event.clientY };
  if (isGroupNode(node)) {
    canvasStore.setState({ menu: { target: 'group', at, group: node.data.group.id } });
    return;
  }
  canvasStore.setState({ menu: { target: 'step', at, step: node.id } });
}

export function openMenuForEdge(event: ReactMouseEvent, edge: WireEdge): void {
  event.preventDefault();
  documentStore.select({ steps: [], edges: [edge.id] });
  const at = { x: event.clientX, y: event.clientY };
  canvasStore.setState({ menu: { target: 'edge', at, edge: edge.id } });
}

export function openMenuForPane(event: MouseEvent | ReactMouseEvent): void {
  event.preventDefault();
  const at = { x: event.clientX, y: event.clientY };
  const place = toCanvas(at);
  if (!place) return;
  canvasStore.setState({ menu: { target: 'empty', at, place, parent: frameUnder(place) } });
}

/** The menu key, or Shift+F10: the canvas itself has the focus, so the event names no step. */
export function openMenuByKey(event: ReactMouseEvent<HTMLElement>): void {
  if (event.target !== event.currentTarget) return;
  event.preventDefault();
  const step = documentSelection().steps.at(-1);
  const seen = step === undefined ? undefined : seenNodeOf(step);
  const node = seen ? document.getElementById(nodeElementId(seen.id)) : null;
  const area = (node ?? event.currentTarget).getBoundingClientRect();
  const at = { x: area.left + Math.min(area.width, 240) / 2, y: area.top + area.height / 2 };
  if (seen && isGroupNode(seen) && node) {
    canvasStore.setState({ menu: { target: 'group', at, group: seen.data.group.id } });
    return;
  }
  if (step !== undefined && node) {
    canvasStore.setState({ menu: { target: 'step', at, step } });
    return;
  }
  const place = toCanvas(at);
  if (place) canvasStore.setState({ menu: { target: 'empty', at, place, parent: null } });
}
