import { allScopes } from '../workflow/graph/scopes';
import { parseEdge } from '../workflow/read/read-edges';
import { bodiesAt } from './bodies';
import type { Breakpoint, ErrorStops } from './breakpoints';
import { parseHitCondition } from './hit-condition';
import { momentAt } from './moment';
import { changesInLog, type DataChanges } from './past-changes';
import { errorStopsInLog } from './past-errors';
import { placesOf, type LogPlace } from './places';
import type { RunPrograms } from './programs';
import { evaluateAt } from './roots';
import type { RunLog } from './run-log';

// Where breakpoints would have stopped a run that is in the log. Lines of code cannot be told: the log
// has what steps were given and what they gave, not what their code did in between.

export interface StopWishes {
  readonly breakpoints: readonly Breakpoint[];
  readonly errorStops: ErrorStops;
}

/** The stops of one log for one set of breakpoints. */
export class PastStops {
  /** Breakpoints whose hit depends on what was before, by place; made when first needed. */
  private counted: ReadonlyMap<string, readonly string[]> | null = null;
  private changes: DataChanges | null = null;
  private errors: ReadonlySet<number> | null = null;
  private readonly table: PastTable;

  constructor(
    private readonly log: RunLog,
    private readonly programs: RunPrograms,
    private readonly wishes: StopWishes,
  ) {
    this.table = new PastTable(wishes.breakpoints);
  }

  /** Ids of the breakpoints that stand at a place; an error stop has the id `error`. */
  at(place: LogPlace): readonly string[] {
    const ids: string[] = [];
    for (const breakpoint of this.candidates(place)) {
      if (breakpoint.logMessage !== undefined) continue;
      if (dependsOnBefore(breakpoint)) {
        if (this.hitsBefore().get(keyOf(place))?.includes(breakpoint.id)) ids.push(breakpoint.id);
      } else if (this.reaches(breakpoint, place)) ids.push(breakpoint.id);
    }
    if (place.place === 'error' && this.stopsAtError(place)) ids.push('error');
    return ids;
  }

  /** Goes through the log as the run did, and counts. */
  private hitsBefore(): ReadonlyMap<string, readonly string[]> {
    if (this.counted !== null) return this.counted;
    const found = new Map<string, string[]>();
    const hits = new Map<string, number>();
    const meant = countedOf(this.wishes.breakpoints);
    for (let seq = 1; meant.size > 0 && seq <= this.log.length; seq += 1) {
      for (const place of placesOf(this.log, this.programs, seq)) {
        for (const breakpoint of this.candidates(place)) {
          const { id, waitFor } = breakpoint;
          const counts = meant.get(id);
          if (counts === undefined) continue;
          if (waitFor !== undefined && (hits.get(waitFor) ?? 0) === 0) continue;
          if (!this.reaches(breakpoint, place)) continue;
          const count = (hits.get(id) ?? 0) + 1;
          hits.set(id, count);
          if (!counts(count)) continue;
          const key = keyOf(place);
          found.set(key, [...(found.get(key) ?? []), id]);
        }
      }
    }
    this.counted = found;
    return found;
  }

  /** Those that may stand at a place: ten thousand elsewhere cost nothing. */
  private candidates(place: LogPlace): readonly Breakpoint[] {
    const { steps, kinds, wires, data } = this.table;
    if (place.place === 'wire') return joined(wires.get(place.edge ?? ''), data);
    if (place.place !== 'before') return data;
    const ofKind = kinds.size === 0 ? none : kinds.get(this.kindOf(place) ?? '');
    return joined(joined(steps.get(place.step), ofKind), data);
  }

  /** Whether it stands there and its condition holds, however often that was so before. */
  private reaches(breakpoint: Breakpoint, place: LogPlace): boolean {
    const { iteration, condition } = breakpoint;
    if (!this.standsAt(breakpoint, place)) return false;
    if (iteration !== undefined && this.iterationOf(place) !== iteration) return false;
    return this.holds(condition, place);
  }

  private standsAt({ id, target }: Breakpoint, place: LogPlace): boolean {
    switch (target.type) {
      case 'step':
        return this.isHome(place, target.step);
      case 'wire':
      case 'kind':
        return true;
      case 'data':
        this.changes ??= changesInLog(this.log, this.programs, this.wishes.breakpoints);
        return this.changes.at(id, place);
      case 'line':
        return false;
    }
  }

  /** A called workflow may have a step of the same name: a breakpoint belongs to the run's own then. */
  private isHome(place: LogPlace, step: string): boolean {
    if (place.path.length === 0) return true;
    const own = this.log.state?.workflow.hash;
    const workflow = own === undefined ? null : this.programs.workflowOf(own);
    if (workflow === null || !allScopes(workflow).has(step)) return true;
    return bodiesAt(this.log, this.programs, place.path, place.seq).at(-1)?.frame.hash === own;
  }

  /** Of the innermost loop around it. */
  private iterationOf(place: LogPlace): number | undefined {
    const frames = momentAt(this.log, this.programs, place.seq, place)?.frames ?? [];
    return frames.find(({ kind }) => kind === 'iteration')?.iteration;
  }

  private kindOf({ path, seq, step }: LogPlace): string | undefined {
    const frame = bodiesAt(this.log, this.programs, path, seq).at(-1)?.frame;
    return frame?.workflow ? allScopes(frame.workflow).get(step)?.step.kind : undefined;
  }

  private holds(condition: string | undefined, place: LogPlace): boolean {
    if (condition === undefined || condition.trim() === '') return true;
    const moment = momentAt(this.log, this.programs, place.seq, place);
    const frame = moment?.frames[0];
    if (!moment || !frame) return false;
    try {
      return Boolean(evaluateAt(moment.roots(frame), condition));
    } catch {
      // A condition that fails does not hold; it was told when it failed in the run.
      return false;
    }
  }

  private stopsAtError({ seq }: LogPlace): boolean {
    const { log, programs } = this;
    const { errorStops } = this.wishes;
    this.errors ??= errorStopsInLog(log, programs, errorStops, ({ step, path, seq: at }) =>
      this.holds(errorStops.condition, { seq: at, order: 0, place: 'error', step, path }),
    );
    return this.errors.has(seq);
  }
}

/** Breakpoints by what they stand at; lines of code stand nowhere in a log. */
class PastTable {
  readonly steps = new Map<string, Breakpoint[]>();
  readonly kinds = new Map<string, Breakpoint[]>();
  readonly wires = new Map<string, Breakpoint[]>();
  readonly data: Breakpoint[] = [];

  constructor(breakpoints: readonly Breakpoint[]) {
    for (const breakpoint of breakpoints) if (breakpoint.enabled) this.place(breakpoint);
  }

  private place(breakpoint: Breakpoint): void {
    const { target } = breakpoint;
    if (target.type === 'step') add(this.steps, target.step, breakpoint);
    else if (target.type === 'kind') add(this.kinds, target.kind, breakpoint);
    else if (target.type === 'wire') {
      add(this.wires, parseEdge(target.edge)?.id ?? target.edge, breakpoint);
    } else if (target.type === 'data') this.data.push(breakpoint);
  }
}

function add(map: Map<string, Breakpoint[]>, key: string, breakpoint: Breakpoint): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [breakpoint]);
  else known.push(breakpoint);
}

const none: readonly Breakpoint[] = Object.freeze([]);

function joined(
  one: readonly Breakpoint[] = none,
  other: readonly Breakpoint[] = none,
): readonly Breakpoint[] {
  if (one.length === 0 || other.length === 0) return one.length === 0 ? other : one;
  return [...one, ...other];
}

function keyOf({ seq, order }: LogPlace): string {
  return `${seq} ${order}`;
}

function dependsOnBefore({ hitCondition, waitFor }: Breakpoint): boolean {
  return hitCondition !== undefined || waitFor !== undefined;
}

/** Of those that count, and those that others wait for, which hits stop. */
function countedOf(
  breakpoints: readonly Breakpoint[],
): ReadonlyMap<string, (hits: number) => boolean> {
  const awaited = new Set(breakpoints.map(({ waitFor }) => waitFor));
  const found = new Map<string, (hits: number) => boolean>();
  for (const one of breakpoints) {
    if (!dependsOnBefore(one) && !awaited.has(one.id)) continue;
    const { id, hitCondition } = one;
    const counts = hitCondition === undefined ? always : parseHitCondition(hitCondition);
    found.set(id, counts ?? never);
  }
  return found;
}

const always = (): boolean => true;
const never = (): boolean => false;
