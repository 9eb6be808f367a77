import { useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';

/**
 * What is in the middle of the canvas from top to bottom stays there when a panel below opens, grows or
 * closes. From left to right nothing moves: a workflow is read from its beginning.
 */
export function useSteadyMiddle(root: RefObject<HTMLElement | null>): void {
  const { getViewport, setViewport } = useReactFlow();
  useEffect(() => {
    const area = root.current;
    if (!area) return;
    let height = area.clientHeight;
    const observer = new ResizeObserver(() => {
      const now = area.clientHeight;
      const grown = now - height;
      // A canvas that is not shown has no height, and comes back as it was.
      if (grown === 0 || now === 0) return;
      height = now;
      // A view on its way to a step gets there.
      if (area.hasAttribute('data-moving')) return;
      const { x, y, zoom } = getViewport();
      void setViewport({ x, y: y + grown / 2, zoom });
    });
    observer.observe(area);
    return () => observer.disconnect();
  }, [root, getViewport, setViewport]);
}
