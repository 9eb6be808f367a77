import { canvasStore, mountedCanvas } from './canvas-store';
import { selectedSteps } from './document-view';
import { centreOn, motion, viewDuration } from './pan';
import { seenNodesOf } from './view';

// Zooming by key and button. Fitting never enlarges beyond 100 %: a lone step would fill the window.

const fitMargin = 64;
/** What the docked list of steps covers. */
const dockWidth = 272;

export function zoomIn(): void {
  void mountedCanvas()?.instance.zoomIn({ duration: motion(viewDuration) });
}

export function zoomOut(): void {
  void mountedCanvas()?.instance.zoomOut({ duration: motion(viewDuration) });
}

/** The middle stays where it is, but for a selected step that would be left outside. */
export async function resetZoom(): Promise<void> {
  await mountedCanvas()?.instance.zoomTo(1, { duration: motion(viewDuration) });
  const step = selectedSteps().at(-1);
  if (step !== undefined) centreOn(step);
}

export function fitAll(): void {
  void mountedCanvas()?.instance.fitView({
    duration: motion(viewDuration),
    padding: fitPadding(),
    maxZoom: 1,
  });
}

export function fitSelection(): void {
  const nodes = seenNodesOf(selectedSteps()).map(({ id }) => ({ id }));
  if (nodes.length === 0) return;
  void mountedCanvas()?.instance.fitView({
    nodes,
    duration: motion(viewDuration),
    padding: fitPadding(),
    maxZoom: 1,
  });
}

function fitPadding() {
  const { docked } = canvasStore.getState();
  const side = `${fitMargin}px` as const;
  return {
    top: side,
    right: side,
    bottom: side,
    left: `${fitMargin + (docked ? dockWidth : 0)}px` as const,
  };
}
