import type { RunEvent } from '../runs/events';
import type { ScopePath } from '../runs/scope-path';
import { graphIndex } from '../workflow/graph/graph-index';
import { bodiesAt } from './bodies';
import type { Lanes } from './lanes';
import { placeOf, type RunPrograms } from './programs';
import type { RunLog } from './run-log';
import type { StepMode, StopPlace } from './stops';

// Where execution stood in a run that is recorded: the places at which it could have been stopped.

/** A place in a log. Its moment is the state after `seq` events. */
export interface LogPlace {
  readonly seq: number;
  /** Several places may share an event: a step's end, and the wires that carry its value on. */
  readonly order: number;
  readonly place: Exclude<StopPlace, 'line'>;
  readonly step: string;
  readonly path: ScopePath;
  /** For `wire`: the edge's canonical text. */
  readonly edge?: string;
}

export type PlacePosition = Pick<LogPlace, 'seq' | 'order'>;

/** The places of one event, in their order. */
export function placesOf(log: RunLog, programs: RunPrograms, seq: number): readonly LogPlace[] {
  const event = log.at(seq);
  if (event === undefined || !('path' in event)) return none;
  switch (event.type) {
    case 'step.started':
      return [placeFor(event, 'before', 0)];
    case 'step.waiting':
      return [placeFor(event, 'wait', 0)];
    case 'step.retrying':
      return [placeFor(event, 'error', 0)];
    case 'step.failed':
      return [placeFor(event, 'error', 0), ...wires(log, programs, event)];
    case 'step.completed':
      return [placeFor(event, 'after', 0), ...wires(log, programs, event)];
    default:
      return none;
  }
}

const none: readonly LogPlace[] = Object.freeze([]);

type PathEvent = Extract<RunEvent, { readonly path: ScopePath }>;

function placeFor(event: PathEvent, place: LogPlace['place'], order: number): LogPlace {
  return { seq: event.seq, order, place, step: event.step, path: event.path };
}

/** The wires that carry on what a step gave. */
function wires(
  log: RunLog,
  programs: RunPrograms,
  event: Extract<PathEvent, { readonly type: 'step.completed' | 'step.failed' }>,
): readonly LogPlace[] {
  if (event.taken.length === 0) return none;
  const frame = bodiesAt(log, programs, event.path, event.seq).at(-1)?.frame;
  const found = placeOf(frame?.workflow ?? null, event.step);
  if (found === null) return none;
  return graphIndex(found.graph)
    .outgoing(event.step)
    .filter((edge) => event.taken.includes(edge.fromPort))
    .map((edge, at) => ({ ...placeFor(event, 'wire', at + 1), edge: edge.id }));
}

export interface PlaceSearch {
  /** Only in that lane. */
  readonly lane?: { readonly lanes: Lanes; readonly id: number };
  /** Which places count; all when absent. */
  readonly wanted?: (place: LogPlace) => boolean;
}

/** The last place before a position; null at the beginning. */
export function previousPlace(
  log: RunLog,
  programs: RunPrograms,
  from: PlacePosition,
  search: PlaceSearch = {},
): LogPlace | null {
  for (let seq = Math.min(from.seq, log.length); seq > 0; seq -= 1) {
    const places = candidates(log, programs, seq, search);
    const found = places.findLast((place) => isBefore(place, from) && accepts(search, place));
    if (found !== undefined) return found;
  }
  return null;
}

/** The first place after a position; null when the log has no more. */
export function nextPlace(
  log: RunLog,
  programs: RunPrograms,
  from: PlacePosition,
  search: PlaceSearch = {},
): LogPlace | null {
  for (let seq = Math.max(1, from.seq); seq <= log.length; seq += 1) {
    const places = candidates(log, programs, seq, search);
    const found = places.find((place) => isBefore(from, place) && accepts(search, place));
    if (found !== undefined) return found;
  }
  return null;
}

/**
 * Which places a step through the past stops at: before steps, and where one fails or waits. `over`
 * passes what happens inside the step, `into` nothing, `out` what else there is in this graph.
 */
export function steppingFrom(path: ScopePath, mode: StepMode): (place: LogPlace) => boolean {
  const deepest = mode === 'into' ? Infinity : mode === 'over' ? path.length : path.length - 1;
  return ({ place, path: at }) =>
    (place === 'before' || place === 'error' || place === 'wait') && at.length <= deepest;
}

function candidates(
  log: RunLog,
  programs: RunPrograms,
  seq: number,
  { lane }: PlaceSearch,
): readonly LogPlace[] {
  if (lane !== undefined && lane.lanes.laneOf(seq) !== lane.id) return none;
  return placesOf(log, programs, seq);
}

function accepts({ wanted }: PlaceSearch, place: LogPlace): boolean {
  return wanted === undefined || wanted(place);
}

function isBefore(one: PlacePosition, other: PlacePosition): boolean {
  return one.seq === other.seq ? one.order < other.order : one.seq < other.seq;
}
