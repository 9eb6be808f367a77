import { useStore } from '@xyflow/react';
import { useEffect } from 'react';
import { canvasStore, type Detail } from './canvas-store';

/** Below this zoom a summary cannot be read any more. */
const compactBelow = 0.45;
/** Below this one not even a large title can. */
const blockBelow = 0.16;

function detailAt(state: { readonly transform: readonly [number, number, number] }): Detail {
  const zoom = state.transform[2];
  if (zoom < blockBelow) return 'block';
  return zoom < compactBelow ? 'compact' : 'full';
}

/** Tells the nodes when to draw less. One subscription here instead of one per node and frame. */
export function useDetail(): void {
  const detail = useStore(detailAt);
  useEffect(() => canvasStore.setState({ detail }), [detail]);
}
