import type { PastStops } from '@shared/debug/past-stops';
import {
  type LogPlace,
  nextPlace,
  type PlacePosition,
  previousPlace,
  steppingFrom,
} from '@shared/debug/places';
import type { StepMode, Stop } from '@shared/debug/stops';
import { scopeKey } from '@shared/runs/scope-path';
import type { RunView } from './run-view';

// Moving through the past: a look at the log, nothing is executed by it.

/** Where a branch is, as a position in the log. */
export function positionOf(view: RunView, stop: Stop | undefined): PlacePosition {
  if (view.past) return view.past;
  if (!stop) return { seq: view.log.length + 1, order: 0 };
  const now = { seq: stop.seq + 1, order: 0 };
  // What it stands at is in the log already when the step has ended or waits.
  if (stop.place !== 'after' && stop.place !== 'wire' && stop.place !== 'wait') return now;
  const same = previousPlace(view.log, view.programs, now, {
    wanted: (place) =>
      place.place === stop.place &&
      place.step === stop.step &&
      place.edge === stop.edge &&
      scopeKey(place.path) === scopeKey(stop.path),
  });
  return same ?? now;
}

/** The place a step back leads to; null at the beginning. */
export function stepBack(view: RunView, thread: number, stop: Stop | undefined): LogPlace | null {
  const path = view.past?.path ?? stop?.path ?? [];
  return previousPlace(view.log, view.programs, positionOf(view, stop), {
    lane: { lanes: view.lanes, id: thread },
    wanted: steppingFrom(path, 'over'),
  });
}

/** The place a step forward through the past leads to; null: it leads to now. */
export function stepForward(view: RunView, thread: number, mode: StepMode): LogPlace | null {
  if (view.past === null) return null;
  return nextPlace(view.log, view.programs, view.past, {
    lane: { lanes: view.lanes, id: thread },
    wanted: steppingFrom(view.past.path, mode),
  });
}

/** The last place before where we are at which a breakpoint would have stopped. */
export function reverseContinue(
  view: RunView,
  stop: Stop | undefined,
  stops: PastStops,
): LogPlace | null {
  return previousPlace(view.log, view.programs, positionOf(view, stop), {
    wanted: (place) => stops.at(place).length > 0,
  });
}

/** The next one; null: there is none before now. */
export function continueForward(view: RunView, stops: PastStops): LogPlace | null {
  if (view.past === null) return null;
  return nextPlace(view.log, view.programs, view.past, {
    wanted: (place) => stops.at(place).length > 0,
  });
}

/** The very end of the log: the last place, as it is after everything. */
export function endPlace(view: RunView): LogPlace | null {
  const place = lastPlace(view);
  return place && { ...place, seq: view.log.length, order: Number.MAX_SAFE_INTEGER };
}

/** The first and the last place of the log. */
export function firstPlace(view: RunView): LogPlace | null {
  return nextPlace(view.log, view.programs, { seq: 0, order: 0 });
}

export function lastPlace(view: RunView, seq = view.log.length): LogPlace | null {
  return previousPlace(view.log, view.programs, { seq: seq + 1, order: 0 });
}
