import css from './charts.module.css';

export interface RunMarkProps {
  readonly status: string;
  readonly x: number;
  readonly y: number;
  readonly active: boolean;
}

/** A dot completed, a cross failed, a square stopped. */
export function RunMark({ status, x, y, active }: RunMarkProps) {
  return (
    <g
      transform={`translate(${x} ${y})${active ? ' scale(1.5)' : ''}`}
      className={css.mark}
      data-status={status}
    >
      {shapeOf(status)}
    </g>
  );
}

function shapeOf(status: string) {
  if (status === 'completed') return <circle r={3} />;
  if (status === 'failed') return <path d="M-3.5,-3.5 L3.5,3.5 M-3.5,3.5 L3.5,-3.5" />;
  return <rect x={-3} y={-3} width={6} height={6} />;
}

/** Hatches of failures, for the fill of bars: never colour alone. */
export function FailedHatch() {
  return (
    <defs>
      <pattern id="failed-hatch" width={4} height={4} patternUnits="userSpaceOnUse">
        <path d="M0,4 L4,0" className={css.hatch} />
      </pattern>
    </defs>
  );
}
