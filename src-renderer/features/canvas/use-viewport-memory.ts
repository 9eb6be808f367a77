import { useReactFlow, type Viewport } from '@xyflow/react';
import { type RefObject, useCallback, useEffect } from 'react';
import { documentStore, useDocument } from '../document';
import { boundsOf } from './model/geometry';
import { loadViewport, saveViewport } from './view-memory';
import { currentBoxes } from './view';

/** Shows a workflow where it was left; one that was never looked at is fitted into view. */
export function useViewportMemory(
  root: RefObject<HTMLDivElement | null>,
): (event: unknown, viewport: Viewport) => void {
  const { setViewport } = useReactFlow();
  const id = useDocument((state) => (state.status === 'open' ? state.id : null));

  useEffect(() => {
    if (id === null) return;
    const area = root.current;
    if (!area) return;
    void setViewport(loadViewport(id) ?? firstView(area.clientWidth, area.clientHeight));
  }, [id, root, setViewport]);

  return useCallback((_event: unknown, viewport: Viewport) => {
    const { id: open, status } = documentStore.getState();
    if (open !== null && status === 'open') saveViewport(open, viewport);
  }, []);
}

const margin = 64;
const smallest = 0.5;

/** All of it in the middle if it can be read then, else its beginning at the left. */
function firstView(width: number, height: number): Viewport {
  const bounds = boundsOf([...currentBoxes().values()]);
  if (!bounds) return { x: width / 2, y: height / 2, zoom: 1 };
  const wanted = Math.min(
    (width - 2 * margin) / bounds.width,
    (height - 2 * margin) / bounds.height,
    1,
  );
  const zoom = Math.max(wanted, smallest);
  const fits = wanted >= smallest;
  return {
    x: fits ? width / 2 - (bounds.x + bounds.width / 2) * zoom : margin - bounds.x * zoom,
    y:
      fits || bounds.height * zoom < height
        ? height / 2 - (bounds.y + bounds.height / 2) * zoom
        : margin - bounds.y * zoom,
    zoom,
  };
}
