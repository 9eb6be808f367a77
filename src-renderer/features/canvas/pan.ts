import type { Viewport } from '@xyflow/react';
import type { StepId } from '@shared/workflow/model';
import { mountedCanvas } from './canvas-store';
import { openAround } from './folding';
import { centre, overlaps } from './model/geometry';
import { currentBoxes, seenNodeOf } from './view';

// Moving the view. Jumps are short and only where something would be off the screen.

export const viewDuration = 160;
const margin = 40;

/** Opens what a step is folded away in, and brings it into view. */
export function reveal(id: StepId, smallestZoom = 0): void {
  openAround(id);
  centreOn(id, smallestZoom);
}

/** Brings a step, or the box that stands for it, into view; comes closer only when asked to. */
export function centreOn(id: StepId, smallestZoom = 0): void {
  const canvas = mountedCanvas();
  const box = currentBoxes().get(seenNodeOf(id)?.id ?? id);
  if (!canvas || !box) return;
  const { instance, root } = canvas;
  const { x, y, zoom } = headingTo() ?? instance.getViewport();
  const visible = {
    x: (-x + margin) / zoom,
    y: (-y + margin) / zoom,
    width: (root.clientWidth - 2 * margin) / zoom,
    height: (root.clientHeight - 2 * margin) / zoom,
  };
  const inside =
    overlaps(box, visible) &&
    box.x >= visible.x &&
    box.y >= visible.y &&
    box.x + Math.min(box.width, visible.width) <= visible.x + visible.width &&
    box.y + Math.min(box.height, visible.height) <= visible.y + visible.height;
  if (inside && zoom >= smallestZoom) return;
  const middle = centre(box);
  const closer = Math.max(zoom, smallestZoom);
  const duration = motion(viewDuration);
  heading = {
    viewport: {
      x: root.clientWidth / 2 - middle.x * closer,
      y: root.clientHeight / 2 - middle.y * closer,
      zoom: closer,
    },
    until: performance.now() + duration,
  };
  void instance.setCenter(middle.x, middle.y, { zoom: closer, duration });
}

/** Where the view is going: what is in sight on the way may be out of sight when it is there. */
let heading: { readonly viewport: Viewport; readonly until: number } | null = null;

function headingTo(): Viewport | undefined {
  return heading && performance.now() < heading.until ? heading.viewport : undefined;
}

/** No motion for those who asked for none. */
export function motion(duration: number): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : duration;
}
