import { useStoreApi } from '@xyflow/react';
import { useMemo, useRef } from 'react';
import type { StepId } from '@shared/workflow/model';
import { nodeOf, currentBoxes } from '../view';

export interface Marquee {
  readonly start: () => void;
  readonly end: () => void;
  /** A marquee picks steps only: wires would come along with every step it touches. */
  readonly isActive: () => boolean;
  /** Whether a node that the marquee touches must stay unselected. */
  readonly keepsOut: (id: StepId) => boolean;
}

/**
 * A marquee takes what it touches, but a frame only when it encloses it: otherwise steps inside a
 * frame could not be picked without the frame.
 */
export function useMarquee(): Marquee {
  const store = useStoreApi();
  const active = useRef(false);
  return useMemo(
    () => ({
      start: () => {
        active.current = true;
      },
      end: () => {
        active.current = false;
      },
      isActive: () => active.current,
      keepsOut: (id) => {
        if (!active.current || nodeOf(id)?.type !== 'container') return false;
        const { userSelectionRect: rect, transform } = store.getState();
        const box = currentBoxes().get(id);
        if (!rect || !box) return false;
        const [x, y, zoom] = transform;
        const left = (rect.x - x) / zoom;
        const top = (rect.y - y) / zoom;
        return !(
          box.x >= left &&
          box.y >= top &&
          box.x + box.width <= left + rect.width / zoom &&
          box.y + box.height <= top + rect.height / zoom
        );
      },
    }),
    [store],
  );
}
