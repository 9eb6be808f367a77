import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { useMemo } from 'react';
import { miniGraphShape } from './mini-graph-shape';
import css from './mini-graph.module.css';

export interface MiniGraphProps {
  /** A workflow file. */
  readonly text: string;
}

/** A small picture of a workflow's graph; decoration, its name stands beside it. */
export function MiniGraph({ text }: MiniGraphProps) {
  const shape = useMemo(() => {
    const { workflow } = parseWorkflow(text);
    return workflow ? miniGraphShape(workflow) : undefined;
  }, [text]);
  if (!shape) return null;
  return (
    <svg className={css.graph} viewBox={shape.viewBox} aria-hidden>
      {shape.wires.map((wire) => (
        <path key={wire.id} d={wire.path} className={css.wire} />
      ))}
      {shape.boxes.map((box) => (
        <g key={box.id} style={{ color: `var(--color-category-${box.category})` }}>
          <rect
            x={box.x}
            y={box.y}
            width={box.width}
            height={box.height}
            rx={16}
            className={css.box}
          />
          <rect
            x={box.x + 18}
            y={box.y + box.height / 2 - 16}
            width={32}
            height={32}
            rx={8}
            className={css.icon}
          />
          <rect
            x={box.x + 64}
            y={box.y + box.height / 2 - 5}
            width={Math.max(24, box.width * 0.45)}
            height={10}
            rx={5}
            className={css.words}
          />
        </g>
      ))}
    </svg>
  );
}
