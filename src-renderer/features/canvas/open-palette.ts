import type { StepId } from '@shared/workflow/model';
import { canvasStore, mountedCanvas, type PaletteRequest } from './canvas-store';
import { isEditable } from './document-view';
import { flowStore } from './flow-store';
import { absoluteBoxes, frameAt } from './model/absolute-boxes';
import type { Point } from './model/geometry';
import { stepWidth } from './model/node-size';

// The ways the palette of steps is opened. Each says where the new step will go.

export function openPalette(request: PaletteRequest): void {
  if (isEditable()) canvasStore.setState({ palette: request, menu: null });
}

/** By key or button: after the selection, or in the middle of what is visible. */
export function openPaletteForSelection(): void {
  const canvas = mountedCanvas();
  if (!canvas) return;
  const area = canvas.root.getBoundingClientRect();
  openPalette({ at: { x: area.left + area.width / 2 - 180, y: area.top + area.height * 0.18 } });
}

/** At a place on the canvas, given in client pixels. */
export function openPaletteAt(at: Point): void {
  const place = toCanvas(at);
  if (place) openPalette({ at, place, parent: frameUnder(place) });
}

/** In the middle of an empty frame. */
export function openPaletteInside(frame: StepId, button: HTMLElement): void {
  const area = button.getBoundingClientRect();
  const at = { x: area.left + area.width / 2, y: area.top + area.height / 2 };
  // The first step stands at the left, where others can follow it.
  const corner = toCanvas({ x: area.left, y: at.y });
  if (!corner) return;
  const place = { x: corner.x + stepWidth / 2, y: corner.y };
  openPalette({ at, place, parent: frame });
}

export function openPaletteOnEdge(edge: string, button: HTMLElement): void {
  const area = button.getBoundingClientRect();
  openPalette({ at: { x: area.left, y: area.bottom + 6 }, edge });
}

/** To choose what a step becomes, beside its box. */
export function openPaletteToReplace(step: StepId): void {
  const canvas = mountedCanvas();
  const box = absoluteBoxes(flowStore.getState().nodes).get(step);
  if (!canvas || !box) return;
  const below = canvas.instance.flowToScreenPosition({ x: box.x, y: box.y + box.height });
  openPalette({ at: { x: below.x, y: below.y + 6 }, replace: step });
}

export function toCanvas(client: Point): Point | undefined {
  return mountedCanvas()?.instance.screenToFlowPosition(client, { snapToGrid: false });
}

export function frameUnder(place: Point): StepId | null {
  const { nodes } = flowStore.getState();
  return frameAt(nodes, absoluteBoxes(nodes), place);
}
