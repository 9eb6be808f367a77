import type { JsonValue } from '../lib/json';
import type { RunEvent } from '../runs/events';
import type { Recorded } from '../runs/recorded';
import type { Breakpoint } from './breakpoints';
import { canonicalJson } from './canonical-json';
import { parseDataPath, valueAt, type DataPath } from './data-path';
import { momentAt } from './moment';
import { placesOf, type LogPlace } from './places';
import type { RunPrograms } from './programs';
import type { RunLog } from './run-log';

// Where data breakpoints would have stopped: the log has every value that was set, and what every
// step gave.

export interface DataChanges {
  /** Whether the value of that breakpoint had changed when the run came to the place. */
  at(id: string, place: LogPlace): boolean;
}

/** By breakpoint, the events at which its value became another one. */
export function changesInLog(
  log: RunLog,
  programs: RunPrograms,
  breakpoints: readonly Breakpoint[],
): DataChanges {
  const watched = breakpoints.flatMap(({ id, enabled, target }) => {
    const path = target.type === 'data' && enabled ? parseDataPath(target.path) : null;
    return path === null ? [] : [new Watched(id, path)];
  });
  /** By breakpoint, the places: event and order. */
  const found = new Map(watched.map(({ id }) => [id, new Map<number, number>()] as const));
  const pending = new Set<string>();
  for (let seq = 1; watched.length > 0 && seq <= log.length; seq += 1) {
    const event = log.at(seq);
    if (event === undefined) break;
    // At its failure a step has given nothing yet: what its policy makes of it is seen on its wires.
    const place = placesOf(log, programs, seq).find((one) => one.place !== 'error');
    for (const one of watched) {
      if (one.changes(log, programs, event, place !== undefined)) pending.add(one.id);
    }
    // A change is seen at the next place at which the run could have stood.
    if (pending.size === 0 || place === undefined) continue;
    for (const id of pending) found.get(id)?.set(seq, place.order);
    pending.clear();
  }
  return { at: (id, { seq, order }) => found.get(id)?.get(seq) === order };
}

class Watched {
  /** What the step gave last; absent before it has given anything. */
  private last: string | undefined;
  private hasGiven = false;

  constructor(
    readonly id: string,
    private readonly path: DataPath,
  ) {}

  /** `isSeen`: the run could have stood where it has the value. */
  changes(log: RunLog, programs: RunPrograms, event: RunEvent, isSeen: boolean): boolean {
    const { root, name, keys } = this.path;
    if (root === 'vars') {
      if (event.type !== 'variable.set' || event.name !== name) return false;
      // Whoever sets a value at a stop is told no news by it.
      if (event.by === 'debugger') return false;
      return textAt(event.value, keys) !== textAt(before(log, programs, event, name), keys);
    }
    if (event.type !== 'step.completed' && event.type !== 'step.failed') return false;
    if (event.step !== name || !isSeen) return false;
    const now = textAt(event.output, keys);
    const isNew = this.hasGiven ? now !== this.last : now !== undefined;
    this.hasGiven = true;
    this.last = now;
    return isNew;
  }
}

/** The variable as it was before the event. */
function before(
  log: RunLog,
  programs: RunPrograms,
  { seq, path }: Extract<RunEvent, { readonly type: 'variable.set' }>,
  name: string,
): Recorded | undefined {
  const moment = momentAt(log, programs, seq - 1, { step: null, path });
  const frame = moment?.frames[0];
  return frame && moment.roots(frame).vars.get(name);
}

/** Values that are equal have the same text. Of a large one only the whole is known. */
function textAt(recorded: Recorded | undefined, keys: readonly string[]): string | undefined {
  if (recorded === undefined) return undefined;
  if ('blob' in recorded) return `blob ${recorded.blob.hash}`;
  const value: JsonValue | undefined = valueAt(recorded.value, keys);
  return value === undefined ? undefined : canonicalJson(value);
}
