import { type ReactFlowState, useStore as useView } from '@xyflow/react';
import { useStore } from 'zustand';
import { useDocument } from '../document';
import { flowStore } from './flow-store';
import { nodeElementId } from './nodes/node-name';
import { seenNodeOf } from './view';

/** The element of what is selected, as long as it is in sight: what is not, is not drawn either. */
export function useActive(): string | undefined {
  const primary = useDocument((state) => state.selection.steps.at(-1));
  const seen = useStore(flowStore, () =>
    primary === undefined ? undefined : seenNodeOf(primary)?.id,
  );
  const drawn = useView((view) => seen !== undefined && isInSight(view, seen));
  return drawn && seen !== undefined ? nodeElementId(seen) : undefined;
}

function isInSight({ nodeLookup, transform, width, height }: ReactFlowState, id: string): boolean {
  const node = nodeLookup.get(id);
  if (!node) return false;
  const [x, y, zoom] = transform;
  const { positionAbsolute: at } = node.internals;
  const left = at.x * zoom + x;
  const top = at.y * zoom + y;
  const right = left + (node.measured.width ?? 0) * zoom;
  const bottom = top + (node.measured.height ?? 0) * zoom;
  return right > 0 && left < width && bottom > 0 && top < height;
}
