import { useKeyPress } from '@xyflow/react';

const keys = ['Control', 'Meta'];

/** While Ctrl (or ⌘) is held, a drag does not snap to the grid. */
export function useSnapSuspended(): boolean {
  return useKeyPress(keys, { actInsideInputWithModifier: false });
}
