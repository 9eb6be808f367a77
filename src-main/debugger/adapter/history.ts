import type { Breakpoint, ErrorStops } from '@shared/debug/breakpoints';
import {
  type LogPlace,
  nextPlace,
  type PlacePosition,
  previousPlace,
  steppingFrom,
} from '@shared/debug/places';
import { evaluateAt } from '@shared/debug/roots';
import type { StepMode, Stop } from '@shared/debug/stops';
import { scopeKey } from '@shared/runs/events';
import { findStep } from '@shared/workflow/graph/scopes';
import { parseEdge } from '@shared/workflow/read/read-edges';
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

export interface PastStops {
  readonly breakpoints: readonly Breakpoint[];
  readonly errorStops: ErrorStops;
}

/** The last place before where we are at which a breakpoint would have stopped. */
export function reverseContinue(
  view: RunView,
  stop: Stop | undefined,
  stops: PastStops,
): LogPlace | null {
  return previousPlace(view.log, view.programs, positionOf(view, stop), {
    wanted: (place) => hitsAt(view, place, stops).length > 0,
  });
}

/** The next one; null: there is none before now. */
export function continueForward(view: RunView, stops: PastStops): LogPlace | null {
  if (view.past === null) return null;
  return nextPlace(view.log, view.programs, view.past, {
    wanted: (place) => hitsAt(view, place, stops).length > 0,
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

/** Ids of the breakpoints that stand at a place; an error stop has the id of its filter. */
export function hitsAt(view: RunView, place: LogPlace, stops: PastStops): readonly string[] {
  const hits = stops.breakpoints.filter(
    (breakpoint) =>
      breakpoint.enabled &&
      breakpoint.logMessage === undefined &&
      standsAt(view, breakpoint, place) &&
      isIn(breakpoint, place) &&
      holds(view, breakpoint.condition, place),
  );
  const ids = hits.map(({ id }) => id);
  if (place.place === 'error' && failed(view, place, stops.errorStops)) ids.push('error');
  return ids;
}

function standsAt(view: RunView, { target }: Breakpoint, place: LogPlace): boolean {
  switch (target.type) {
    case 'step':
      return place.place === 'before' && place.step === target.step;
    case 'wire':
      return place.place === 'wire' && place.edge === (parseEdge(target.edge)?.id ?? target.edge);
    case 'kind':
      return place.place === 'before' && kindOf(view, place) === target.kind;
    case 'line':
    case 'data':
      // Lines of code are not in the log; a value that changes is found by asking when it did.
      return false;
  }
}

function kindOf(view: RunView, place: LogPlace): string | undefined {
  const frame = view.moment(place.seq, place)?.frames[0];
  const workflow = frame && view.programs.workflowOf(frame.workflow.hash as never);
  return workflow ? findStep(workflow, place.step)?.kind : undefined;
}

function isIn({ iteration }: Breakpoint, place: LogPlace): boolean {
  return iteration === undefined || place.path.at(-1)?.iteration === iteration;
}

function holds(view: RunView, condition: string | undefined, place: LogPlace): boolean {
  if (condition === undefined || condition.trim() === '') return true;
  const moment = view.moment(place.seq, place);
  const frame = moment?.frames[0];
  if (!moment || !frame) return false;
  try {
    return Boolean(evaluateAt(moment.roots(frame), condition));
  } catch {
    // A condition that fails does not hold; it was told when it failed in the run.
    return false;
  }
}

function failed(view: RunView, place: LogPlace, stops: ErrorStops): boolean {
  const event = view.log.at(place.seq);
  const isUncaught = event?.type === 'step.failed' && event.handled === 'fail';
  if (!stops.all && !(stops.uncaught && isUncaught)) return false;
  return holds(view, stops.condition, place);
}
