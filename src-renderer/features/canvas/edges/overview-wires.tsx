import { ViewportPortal } from '@xyflow/react';
import { useMemo } from 'react';
import { absoluteBoxes } from '../model/absolute-boxes';
import type { CanvasNode, WireEdge } from '../model/canvas-node';
import { wireEnds } from '../model/wire-ends';
import { wirePath } from '../model/wire-path';
import css from './wire.module.css';

export interface OverviewWiresProps {
  readonly nodes: readonly CanvasNode[];
  readonly edges: readonly WireEdge[];
}

/** All wires of a large workflow as one shape, for when it is seen from far away. */
export function OverviewWires({ nodes, edges }: OverviewWiresProps) {
  const d = useMemo(() => {
    const boxes = absoluteBoxes(nodes);
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const paths = edges.flatMap((edge) => {
      const ends = edge.hidden ? undefined : wireEnds(edge, byId, boxes);
      return ends ? [wirePath(ends.source, ends.target).d] : [];
    });
    return paths.join('');
  }, [nodes, edges]);
  return (
    <ViewportPortal>
      <svg className={css.overview} aria-hidden>
        <path d={d} />
      </svg>
    </ViewportPortal>
  );
}
