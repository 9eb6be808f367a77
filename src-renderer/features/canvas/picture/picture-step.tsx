import { Layers } from 'lucide-react';
import { StepIcon } from '../../../step-views/step-icon';
import { isGroupNode, isStepNode } from '../model/canvas-node';
import type { Box } from '../model/geometry';
import { groupTint } from '../model/groups';
import { headerHeight, portPoint } from '../model/node-size';
import { type PictureColors, type PictureMark, tintName } from './picture-colors';
import type { PictureBox } from './picture-layout';
import { shorten, wrap } from './picture-text';

export interface PictureStepProps {
  readonly box: PictureBox;
  readonly small: boolean;
  readonly colors: PictureColors;
  readonly mark: PictureMark | undefined;
}

/** A step, a frame or a note of a picture. */
export function PictureStep(props: PictureStepProps) {
  const { node, box } = props.box;
  return (
    <g transform={`translate(${box.x} ${box.y})`}>
      {node.data.shape === 'note' ? <Note {...props} /> : <Step {...props} />}
      {props.mark && <Mark {...props} mark={props.mark} />}
    </g>
  );
}

function Note({ box: { box, title, summary }, small, colors }: PictureStepProps) {
  const lines = small ? [] : wrap([title, summary].filter(Boolean).join('\n'), box);
  return (
    <>
      <rect
        width={box.width}
        height={box.height}
        rx={8}
        fill={colors('warning-soft')}
        stroke={colors('line')}
      />
      {lines.map((line, at) => (
        <text key={at} x={12} y={24 + at * 18} fontSize={13} fill={colors('text')}>
          {line}
        </text>
      ))}
    </>
  );
}

function Step({ box: picture, small, colors }: PictureStepProps) {
  const { box, node, definition, title, summary } = picture;
  const { shape, ports, size } = node.data;
  const group = isGroupNode(node) ? node.data.group : undefined;
  const tint = group ? groupTint(group) : colors(tintName(definition));
  const isFrame = isStepNode(node) && shape === 'container' && !node.data.collapsed;
  return (
    <>
      {group && <Behind box={box} tint={tint} small={small} colors={colors} />}
      <rect
        width={box.width}
        height={box.height}
        rx={10}
        fill={isFrame ? colors('canvas') : colors('node')}
        stroke={isFrame ? tint : colors('node-line')}
        strokeOpacity={isFrame ? 0.5 : 1}
        strokeWidth={small ? 2.5 : 1}
      />
      <rect x={11} y={12} width={32} height={32} rx={8} fill={tint} fillOpacity={0.14} />
      {small ? (
        <rect x={54} y={22} width={Math.min(130, box.width - 70)} height={12} rx={6} fill={tint} />
      ) : (
        <>
          <svg x={19} y={20} width={16} height={16} color={tint}>
            {group ? <Layers size={16} /> : <StepIcon name={definition?.icon} />}
          </svg>
          <text x={54} y={25} fontSize={13} fontWeight={500} fill={colors('text')}>
            {shorten(title, 20)}
          </text>
          <text x={54} y={42} fontSize={12} fill={colors('text-muted')}>
            {shorten(summary, 23)}
          </text>
        </>
      )}
      {isFrame && (
        <line
          x1={0}
          x2={box.width}
          y1={headerHeight}
          y2={headerHeight}
          stroke={tint}
          strokeOpacity={0.25}
        />
      )}
      {!small &&
        ports.outputs.length > 1 &&
        ports.outputs.map((port) => {
          const at = portPoint(shape, ports, 'output', port.name, size);
          return (
            at && (
              <text
                key={port.name}
                x={at.x - 14}
                y={at.y + 4}
                fontSize={11}
                textAnchor="end"
                fill={colors('text-muted')}
              >
                {shorten(port.label ?? port.name, 24)}
              </text>
            )
          );
        })}
    </>
  );
}

/** A folded group looks like a pile of boxes. */
function Behind({
  box,
  tint,
  small,
  colors,
}: Pick<PictureStepProps, 'small' | 'colors'> & { box: Box; tint: string }) {
  return (
    <rect
      x={5}
      y={5}
      width={box.width}
      height={box.height}
      rx={10}
      fill={colors('node')}
      stroke={tint}
      strokeOpacity={0.6}
      strokeWidth={small ? 2.5 : 1}
    />
  );
}

/** Around the box, with its sign in the corner: never by colour alone. */
function Mark({ box: { box }, colors, mark, small }: PictureStepProps & { mark: PictureMark }) {
  const color = colors(mark.color);
  const radius = small ? 20 : 11;
  return (
    <>
      <rect
        x={-3}
        y={-3}
        width={box.width + 6}
        height={box.height + 6}
        rx={12}
        fill="none"
        stroke={color}
        strokeWidth={small ? 5 : 2}
      />
      <circle cx={box.width} cy={0} r={radius} fill={color} />
      <text
        x={box.width}
        y={radius * 0.4}
        fontSize={radius * 1.3}
        fontWeight={700}
        textAnchor="middle"
        fill={colors('node')}
      >
        {mark.sign}
      </text>
    </>
  );
}
