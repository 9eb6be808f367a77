import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { ticksTo } from './chart-scale';
import css from './charts.module.css';
import { useWidth } from './use-width';

export interface ChartPoint {
  readonly key: string;
  /** What stands over it when it is pointed at, and is said of it. */
  readonly name: string;
  readonly about: string;
}

/** Where things lie in a chart, in pixels. */
export interface ChartPlace {
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
  readonly base: number;
  /** Room for each point. */
  readonly slot: number;
}

export interface ChartBoxProps {
  readonly title: string;
  readonly note: ReactNode;
  /** What it shows as a whole, in words. */
  readonly label: string;
  readonly points: readonly ChartPoint[];
  /** The highest value, which the marks at the side reach. */
  readonly most: number;
  readonly tickText: (value: number) => string;
  /** Marks at the side, besides 0. */
  readonly ticks?: number;
  /** Whole numbers only. */
  readonly counts?: boolean;
  readonly left?: number;
  readonly bottom?: number;
  /** Room is kept for so many points. */
  readonly fewest?: number;
  /** The height at which a point is spoken of. */
  readonly valueOf: (at: number) => number;
  readonly draw: (place: ChartPlace, active: number | null) => ReactNode;
  readonly onOpen?: (at: number) => void;
}

const height = 168;
const top = 10;
const right = 8;

/**
 * The frame of a small chart: marks at the side, and a tooltip for the point that is pointed at with the
 * mouse or, once the chart has the keyboard, with the arrow keys.
 */
export function ChartBox(props: ChartBoxProps) {
  const { title, note, label, points, most, tickText, left = 52, bottom = 8, draw } = props;
  const [active, setActive] = useState<number | null>(null);
  const [box, width] = useWidth(520);
  const ticks = ticksTo(most, props.ticks).filter(
    (tick) => !props.counts || Number.isInteger(tick),
  );
  const reach = ticks.at(-1) ?? 1;
  const inner = { width: Math.max(1, width - left - right), height: height - top - bottom };
  const slot = inner.width / Math.max(points.length, props.fewest ?? 1);
  const place: ChartPlace = {
    x: (at) => left + (at + 0.5) * slot,
    y: (value) => top + inner.height * (1 - value / reach),
    base: top + inner.height,
    slot,
  };
  const at = active === null ? null : Math.min(active, points.length - 1);
  const point = at === null ? undefined : points[at];

  function onKeyDown(event: KeyboardEvent): void {
    const last = points.length - 1;
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: Math.max(0, (at ?? points.length) - 1),
      ArrowRight: Math.min(last, (at ?? -1) + 1),
      Home: 0,
      End: last,
    };
    const next = moves[event.key];
    if (next !== undefined) setActive(next);
    else if (event.key === 'Enter' && at !== null && props.onOpen) props.onOpen(at);
    else if (event.key === 'Escape' && at !== null) setActive(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <figure className={css.chart}>
      <figcaption className={css.caption}>
        {title}
        <span className={css.note}>{note}</span>
      </figcaption>
      <div
        className={css.plot}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-orientation="horizontal"
        aria-valuemin={1}
        aria-valuemax={Math.max(1, points.length)}
        aria-valuenow={(at ?? points.length - 1) + 1}
        aria-valuetext={point ? `${point.name}: ${point.about}` : `${points.length} in all`}
        onKeyDown={onKeyDown}
        onFocus={({ currentTarget }) => {
          if (currentTarget.matches(':focus-visible')) setActive(points.length - 1);
        }}
        onBlur={() => setActive(null)}
        onMouseLeave={() => setActive(null)}
      >
        <svg ref={box} height={height} className={css.svg} aria-hidden>
          {ticks.map((tick) => (
            <g key={tick}>
              <line
                x1={left}
                x2={width - right}
                y1={place.y(tick)}
                y2={place.y(tick)}
                className={css.grid}
              />
              <text x={left - 8} y={place.y(tick) + 4} className={css.tick} textAnchor="end">
                {tick === 0 ? '0' : tickText(tick)}
              </text>
            </g>
          ))}
          {at !== null && (
            <line
              x1={place.x(at)}
              x2={place.x(at)}
              y1={top}
              y2={place.base}
              className={css.cursor}
            />
          )}
          {draw(place, at)}
          {points.map(({ key }, index) => (
            <rect
              key={key}
              x={left + index * slot}
              y={top}
              width={slot}
              height={inner.height}
              className={props.onOpen ? css.target : css.still}
              onMouseEnter={() => setActive(index)}
              onClick={() => props.onOpen?.(index)}
            />
          ))}
        </svg>
        {point && at !== null && (
          <span
            className={css.tooltip}
            data-side={place.x(at) > width / 2 ? 'left' : 'right'}
            style={{ left: place.x(at), top: place.y(props.valueOf(at)) }}
            role="presentation"
          >
            <strong>{point.name}</strong>
            <span>{point.about}</span>
          </span>
        )}
      </div>
    </figure>
  );
}
