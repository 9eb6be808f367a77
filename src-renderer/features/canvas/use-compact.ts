import { useStore } from '@xyflow/react';
import { useEffect } from 'react';
import { canvasStore } from './canvas-store';

/** Below this zoom a summary cannot be read any more, so nodes leave it out. */
const compactBelow = 0.45;

function isCompact(state: { readonly transform: readonly [number, number, number] }): boolean {
  return state.transform[2] < compactBelow;
}

/** Tells the nodes when to draw less. One subscription here instead of one per node and frame. */
export function useCompact(): void {
  const compact = useStore(isCompact);
  useEffect(() => canvasStore.setState({ compact }), [compact]);
}
