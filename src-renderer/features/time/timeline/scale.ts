import type { EventTimes } from '@shared/debug/spans';
import type { TimeScale } from '../time-store';

// Where an event stands in the picture. Positions run from 0 to `extent` of the scale; the window is
// the part of it that is in view.

export interface ViewWindow {
  readonly from: number;
  readonly to: number;
}

export interface Scale {
  readonly extent: number;
  /** Half of what one event takes on the scale. */
  readonly half: number;
  /** The middle of an event on the scale. */
  position(seq: number): number;
  seqAt(position: number): number;
}

export function scaleOf(kind: TimeScale, length: number, times: EventTimes): Scale {
  if (kind === 'events') {
    return {
      extent: Math.max(1, length),
      half: 0.5,
      position: (seq) => seq - 0.5,
      seqAt: (position) => clamp(Math.floor(position) + 1, 1, Math.max(1, length)),
    };
  }
  const start = times.at(1);
  return {
    extent: Math.max(1, times.at(length) - start),
    half: 0,
    position: (seq) => times.at(seq) - start,
    seqAt: (position) => clamp(times.seqAt(start + position), 1, Math.max(1, length)),
  };
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** Nearer or further around a position that stays where it is. */
export function zoomed(
  window: ViewWindow,
  extent: number,
  factor: number,
  around: number,
  least: number,
): ViewWindow {
  const width = clamp((window.to - window.from) / factor, Math.min(least, extent), extent);
  const share = (around - window.from) / Math.max(1e-9, window.to - window.from);
  return moved({ from: around - share * width, to: around + (1 - share) * width }, extent, 0);
}

/** Along the scale, as far as it goes. */
export function moved(window: ViewWindow, extent: number, by: number): ViewWindow {
  const width = Math.min(extent, window.to - window.from);
  const from = clamp(window.from + by, 0, extent - width);
  return { from, to: from + width };
}

/** The same width, so that the position is in view. */
export function revealing(window: ViewWindow, extent: number, position: number): ViewWindow {
  if (position >= window.from && position <= window.to) return window;
  return moved(window, extent, position - (window.from + window.to) / 2);
}
