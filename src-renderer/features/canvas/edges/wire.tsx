import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { classNames } from '../../../ui/class-names';
import { useCanvas } from '../canvas-store';
import { useEditable } from '../document-view';
import { wirePath } from '../model/wire-path';
import type { WireEdge } from '../model/canvas-node';
import { openPaletteOnEdge } from '../open-palette';
import { documentStore } from '../../document';
import {
  endPeek,
  startPeek,
  useHasWireGlyph,
  useWirePause,
  WireGlyph,
  wirePeek,
  WirePauseLabel,
} from '../../debugger';
import type { Problem } from '@shared/workflow/problem';
import { useEdgeBadge } from '../../runs';
import { useWireProblem, WireProblem } from './wire-problem';
import css from './wire.module.css';

/** A wire: its curve, the name of the port it leaves from, and a button to insert a step. */
export function Wire({
  id,
  data,
  sourceX,
  sourceY,
  targetX,
  targetY,
  markerEnd,
  selected,
}: EdgeProps<WireEdge>) {
  const compact = useCanvas((state) => state.detail !== 'full');
  const takes = useCanvas((state) => state.dropEdge === id);
  const run = useEdgeBadge(id);
  const pause = useWirePause(id);
  const breakpoint = useHasWireGlyph(id);
  const problem = useWireProblem(id);
  const [hovered, setHovered] = useState(false);
  const { d, middle } = wirePath({ x: sourceX, y: sourceY }, { x: targetX, y: targetY });
  const label = [data?.label, (run?.count ?? 1) > 1 ? `×${run?.count}` : undefined]
    .filter(Boolean)
    .join(' ');

  if (compact) {
    return (
      <BaseEdge
        path={d}
        className={classNames(
          css.wire,
          run && css[run.state],
          selected && css.selected,
          pause && css.paused,
          problem && css.wrong,
        )}
      />
    );
  }
  return (
    <g
      onPointerEnter={(event) => {
        setHovered(true);
        const at = { x: event.clientX, y: event.clientY };
        startPeek(() => wirePeek(id, data?.name ?? id, at));
      }}
      onPointerLeave={() => {
        setHovered(false);
        endPeek();
      }}
    >
      <BaseEdge
        id={`wire-${id}`}
        path={d}
        {...(markerEnd ? { markerEnd } : {})}
        interactionWidth={16}
        className={classNames(
          css.wire,
          run && css[run.state],
          selected && css.selected,
          takes && css.takes,
          pause && css.paused,
          problem && css.wrong,
        )}
      />
      {(label !== '' || hovered || selected || pause || breakpoint || problem) && (
        <EdgeLabelRenderer>
          <WireMiddle
            id={id}
            x={middle.x}
            y={middle.y}
            label={label}
            active={hovered || (selected ?? false)}
            onHover={setHovered}
            name={data?.name ?? id}
            paused={pause !== undefined}
            problem={problem}
          />
        </EdgeLabelRenderer>
      )}
    </g>
  );
}

interface WireMiddleProps {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly name: string;
  /** Hovered or selected: shows the button. */
  readonly active: boolean;
  readonly onHover: (hovered: boolean) => void;
  /** A branch stands here. */
  readonly paused: boolean;
  readonly problem: Problem | undefined;
}

function WireMiddle({ id, x, y, label, name, active, onHover, paused, problem }: WireMiddleProps) {
  const editable = useEditable();
  return (
    <div
      className={classNames(css.middle, 'nopan nodrag')}
      data-paused={paused ? '' : undefined}
      style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
      onPointerEnter={() => onHover(true)}
      onPointerLeave={() => onHover(false)}
      onClick={() => documentStore.select({ steps: [], edges: [id] })}
    >
      {label !== '' && <span className={css.label}>{label}</span>}
      {problem && <WireProblem problem={problem} />}
      <WireGlyph edge={id} name={name} active={active} />
      <WirePauseLabel edge={id} />
      {active && editable && (
        <button
          type="button"
          className={css.insert}
          aria-label={`Insert a step on the wire from ${name}`}
          tabIndex={-1}
          onClick={(event) => {
            event.stopPropagation();
            openPaletteOnEdge(id, event.currentTarget);
          }}
        >
          <Plus size={12} strokeWidth={2.25} aria-hidden />
        </button>
      )}
    </div>
  );
}
