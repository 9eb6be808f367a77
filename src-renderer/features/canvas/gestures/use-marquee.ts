import { type EdgeChange, type NodeChange, useStoreApi } from '@xyflow/react';
import { useMemo, useRef } from 'react';
import type { StepId } from '@shared/workflow/model';
import type { CanvasNode, WireEdge } from '../model/canvas-node';
import { nodeOf, currentBoxes } from '../view';
import { takeEdgeChanges, takeNodeChanges } from './select';

export interface Marquee {
  readonly start: () => void;
  readonly end: () => void;
  readonly takeNodeChanges: (changes: NodeChange<CanvasNode>[]) => void;
  readonly takeEdgeChanges: (changes: EdgeChange<WireEdge>[]) => void;
}

/**
 * A marquee takes what it touches, but a frame only when it encloses it: otherwise steps inside a
 * frame could not be picked without the frame.
 */
export function useMarquee(): Marquee {
  const store = useStoreApi();
  const active = useRef(false);
  return useMemo(() => {
    function keepsOut(id: StepId): boolean {
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
    }

    return {
      start: () => {
        active.current = true;
      },
      end: () => {
        active.current = false;
      },
      takeNodeChanges: (changes) => takeNodeChanges(changes, keepsOut),
      // Steps only: wires would come along with every step it touches.
      takeEdgeChanges: (changes) => takeEdgeChanges(changes, () => active.current),
    };
  }, [store]);
}
