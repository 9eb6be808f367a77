import type { Viewport } from '@xyflow/react';
import { type RefObject, useMemo } from 'react';

export interface Moving {
  readonly start: () => void;
  readonly end: (event: unknown, viewport: Viewport) => void;
}

/** Marks the canvas while its view moves. Straight on the element: React need draw nothing for it. */
export function useMoving(
  root: RefObject<HTMLDivElement | null>,
  onEnd: (event: unknown, viewport: Viewport) => void,
): Moving {
  return useMemo(
    () => ({
      start: () => root.current?.setAttribute('data-moving', ''),
      end: (event, viewport) => {
        root.current?.removeAttribute('data-moving');
        onEnd(event, viewport);
      },
    }),
    [root, onEnd],
  );
}
