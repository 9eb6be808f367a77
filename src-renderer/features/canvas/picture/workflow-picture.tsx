import { findStepDefinition } from '@shared/steps';
import type { Workflow } from '@shared/workflow/model';
import { useMemo } from 'react';
import { type DrawnGroup, groupTint, groupTitle } from '../model/groups';
import { PictureStep } from './picture-step';
import { type PictureColors, type PictureMark, themeColors } from './picture-colors';
import { pictureLayout, type PictureWire } from './picture-layout';

export interface WorkflowPictureProps {
  readonly workflow: Workflow;
  /**
   * `thumbnail`: icons and shapes only, for a small picture. `fitting`: with words as long as they can
   * be read in a frame of the usual width.
   */
  readonly detail: 'full' | 'thumbnail' | 'fitting';
  /** Named for screen readers; without it the picture says nothing that is not beside it. */
  readonly label?: string;
  readonly className?: string | undefined;
  readonly colors?: PictureColors;
  /** Marks steps by id, e.g. what changed between two versions: a colour and a sign. */
  readonly marks?: ReadonlyMap<string, PictureMark>;
}

/** Words of a graph that is wider are too small in a frame of some 900 pixels. */
const widestToRead = 1_500;

/** A still picture of a workflow that fits its frame. */
export function WorkflowPicture({
  workflow,
  detail,
  label,
  className,
  colors = themeColors,
  marks,
}: WorkflowPictureProps) {
  const layout = useMemo(() => pictureLayout(workflow, findStepDefinition), [workflow]);
  if (!layout) return null;
  const { area, boxes, wires, groups } = layout;
  const framed = detail !== 'full';
  const small = detail === 'thumbnail' || (framed && area.width > widestToRead);
  // A workflow of two steps is not blown up to fill the frame.
  const width = framed ? Math.max(area.width, 900) : area.width;
  const height = framed ? Math.max(area.height, small ? 360 : 160) : area.height;
  const x = area.x - (width - area.width) / 2;
  const y = area.y - (height - area.height) / 2;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`${x} ${y} ${width} ${height}`}
      {...(framed ? {} : { width, height })}
      className={className}
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined ? true : undefined}
      fontFamily="Inter Variable, Inter, system-ui, sans-serif"
    >
      {groups.map((group) => (
        <GroupFrame key={group.group.id} drawn={group} small={small} colors={colors} />
      ))}
      {boxes.map((box) => (
        <PictureStep
          key={box.id}
          box={box}
          small={small}
          colors={colors}
          mark={marks?.get(box.id)}
        />
      ))}
      {wires.map((wire) => (
        <Wire key={wire.id} wire={wire} small={small} colors={colors} />
      ))}
    </svg>
  );
}

interface GroupFrameProps {
  readonly drawn: DrawnGroup;
  readonly small: boolean;
  readonly colors: PictureColors;
}

function GroupFrame({ drawn: { group, box }, small, colors }: GroupFrameProps) {
  const tint = groupTint(group);
  return (
    <g>
      <rect {...box} rx={10} fill={tint} fillOpacity={0.09} stroke={tint} strokeOpacity={0.45} />
      {!small && (
        <text x={box.x + 12} y={box.y + 19} fontSize={12} fontWeight={600} fill={colors('text')}>
          {groupTitle(group)}
        </text>
      )}
    </g>
  );
}

interface WireProps {
  readonly wire: PictureWire;
  readonly small: boolean;
  readonly colors: PictureColors;
}

function Wire({ wire, small, colors }: WireProps) {
  const { d, middle, label } = wire;
  const end = d.slice(d.lastIndexOf(' ') + 1).split(',');
  const [x = 0, y = 0] = end.map(Number);
  return (
    <g>
      <path d={d} fill="none" stroke={colors('edge')} strokeWidth={small ? 3.5 : 1.5} />
      <path
        d={small ? `M${x - 12},${y - 7} L${x},${y} L${x - 12},${y + 7} z` : arrow(x, y)}
        fill={colors('edge')}
      />
      {label !== undefined && !small && (
        <g>
          <rect
            x={middle.x - label.length * 3.2 - 5}
            y={middle.y - 9}
            width={label.length * 6.4 + 10}
            height={18}
            rx={4}
            fill={colors('canvas')}
          />
          <text
            x={middle.x}
            y={middle.y + 4}
            fontSize={11}
            textAnchor="middle"
            fill={colors('text-muted')}
          >
            {label}
          </text>
        </g>
      )}
    </g>
  );
}

function arrow(x: number, y: number): string {
  return `M${x - 7},${y - 4} L${x},${y} L${x - 7},${y + 4} z`;
}
