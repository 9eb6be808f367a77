import type { ConnectionLineComponentProps } from '@xyflow/react';
import { wirePath } from '../model/wire-path';
import type { CanvasNode } from '../model/canvas-node';
import css from './wire.module.css';

/** The wire in the hand. */
export function HeldWire({
  fromX,
  fromY,
  toX,
  toY,
  fromHandle,
  connectionStatus,
}: ConnectionLineComponentProps<CanvasNode>) {
  const held = { x: fromX, y: fromY };
  const free = { x: toX, y: toY };
  const forward = fromHandle.type === 'source';
  const { d } = forward ? wirePath(held, free) : wirePath(free, held);
  return (
    <path
      d={d}
      className={css.held}
      data-status={connectionStatus ?? undefined}
      markerEnd="url(#wire-arrow)"
    />
  );
}
