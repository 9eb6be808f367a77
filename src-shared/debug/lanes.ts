import type { RunEvent } from '../runs/events';
import { scopeKey, type ScopePath } from '../runs/scope-path';
import { pathKey, stepKey } from './path-key';
import { graphIndex } from '../workflow/graph/graph-index';
import type { Workflow } from '../workflow/model';
import { placeOf, type RunPrograms } from './programs';
import type { RunLog } from './run-log';

// Lanes: what happens one after the other stands in one lane, what happens beside it in another.
// They are told from the log alone, so that a run that is over has the same branches in every look.

export interface Lane {
  /** From 1, the first one of the run. A lane that is free again is used again. */
  readonly id: number;
  /** The lane it left; null for the first. */
  readonly parent: number | null;
  /** The step it began with; null for the first lane. */
  readonly step: string | null;
  /** Where that step is. */
  readonly path: ScopePath;
  /** Sequence number of its first event. */
  readonly from: number;
}

/** A graph at work and the lanes that its steps may use. */
interface LaneScope {
  readonly home: number;
  readonly workflow: Workflow | null;
  /** Lanes that this graph has opened besides its home, and those free for its steps. */
  readonly lanes: Set<number>;
  readonly free: Set<number>;
}

/** The lane of every event of a log; made in one pass, and goes on with a log that grows. */
export class Lanes {
  private readonly known: Lane[] = [];
  /** By sequence number less one. */
  private readonly ofEvents: number[] = [];
  private readonly scopes = new Map<string, LaneScope>();
  private readonly steps = new Map<string, number>();
  /** Step runs that have begun and not ended. */
  private readonly atWork = new Set<string>();
  /** Lanes that a container has opened for its bodies and that are free, by its step run. */
  private readonly spare = new Map<string, Set<number>>();

  constructor(private readonly programs: RunPrograms) {
    this.open(null, null, [], 1);
  }

  static of(log: RunLog, programs: RunPrograms): Lanes {
    const lanes = new Lanes(programs);
    lanes.update(log);
    return lanes;
  }

  update(log: RunLog): void {
    for (const event of log.slice(this.ofEvents.length)) this.ofEvents.push(this.take(event));
  }

  get all(): readonly Lane[] {
    return this.known;
  }

  /** The lane of an event; of one that is the run's own, the first. */
  laneOf(seq: number): number {
    return this.ofEvents[seq - 1] ?? 1;
  }

  /** The lane a step run was in last. */
  laneOfStep(path: ScopePath, step: string): number {
    return this.steps.get(stepKey(path, step)) ?? this.scopes.get(pathKey(path))?.home ?? 1;
  }

  private take(event: RunEvent): number {
    if (event.type === 'run.created') {
      const workflow = this.programs.workflowOf(event.workflow.hash);
      this.scopes.set('', { home: 1, workflow, lanes: new Set(), free: new Set([1]) });
      return 1;
    }
    if (!('path' in event)) return 1;
    switch (event.type) {
      case 'scope.started':
        return this.beginBody(event);
      case 'scope.completed':
        return this.endBody(event);
      case 'step.queued':
      case 'step.started':
      case 'step.waiting':
        return this.enter(event);
      case 'step.completed':
      case 'step.failed':
      case 'step.cancelled':
      case 'step.skipped':
        return this.leave(event);
      default:
        return this.laneOfStep(event.path, event.step);
    }
  }

  private enter(event: Extract<RunEvent, { path: ScopePath }>): number {
    const key = stepKey(event.path, event.step);
    const before = this.steps.get(key);
    if (before !== undefined && this.atWork.has(key)) return before;
    const scope = this.scopeAt(event.path);
    const lane = this.choose(scope, event) ?? this.branchOff(scope, event);
    scope.free.delete(lane);
    this.steps.set(key, lane);
    this.atWork.add(key);
    return lane;
  }

  private leave(event: Extract<RunEvent, { path: ScopePath }>): number {
    const key = stepKey(event.path, event.step);
    const scope = this.scopeAt(event.path);
    const lane = this.steps.get(key) ?? this.choose(scope, event) ?? scope.home;
    this.steps.set(key, lane);
    if (!this.atWork.delete(key)) return lane;
    scope.free.add(lane);
    // What was opened for its bodies may be used again around it.
    for (const spare of this.spare.get(key) ?? []) {
      scope.free.add(spare);
      if (spare !== scope.home) scope.lanes.add(spare);
    }
    this.spare.delete(key);
    return lane;
  }

  /** A free lane: that of a step before it, or the first. */
  private choose(scope: LaneScope, event: Extract<RunEvent, { path: ScopePath }>): number | null {
    if (scope.free.size === 0) return null;
    const place = placeOf(scope.workflow, event.step);
    if (place !== null) {
      for (const edge of graphIndex(place.graph).incoming(event.step)) {
        const lane = this.steps.get(stepKey(event.path, edge.from));
        if (lane !== undefined && scope.free.has(lane)) return lane;
      }
    }
    return Math.min(...scope.free);
  }

  private branchOff(scope: LaneScope, event: Extract<RunEvent, { path: ScopePath }>): number {
    const lane = this.open(scope.home, event.step, event.path, event.seq);
    scope.lanes.add(lane);
    return lane;
  }

  /** The first body of a container goes on in its lane, those beside it get others. */
  private beginBody(event: Extract<RunEvent, { type: 'scope.started' }>): number {
    const container = stepKey(event.path, event.step);
    const around = this.scopeAt(event.path);
    const path = [...event.path, { step: event.step, iteration: event.iteration }];
    const key = pathKey(path);
    const own = this.steps.get(container) ?? around.home;
    let spare = this.spare.get(container);
    if (spare === undefined) {
      spare = new Set([own]);
      this.spare.set(container, spare);
    }
    let home = spare.size > 0 ? Math.min(...spare) : null;
    if (home === null) home = this.open(own, event.section ?? event.step, path, event.seq);
    else spare.delete(home);
    const called = event.workflow;
    const workflow = called === undefined ? around.workflow : this.programs.workflowOf(called.hash);
    this.scopes.set(key, { home, workflow, lanes: new Set(), free: new Set([home]) });
    return home;
  }

  private endBody(event: Extract<RunEvent, { type: 'scope.completed' }>): number {
    const container = stepKey(event.path, event.step);
    const key = scopeKey([...event.path, { step: event.step, iteration: event.iteration }]);
    const scope = this.scopes.get(key);
    if (scope === undefined) return this.laneOfStep(event.path, event.step);
    // Millions of bodies may end; what they were is in the log.
    this.scopes.delete(key);
    const spare = this.spare.get(container);
    spare?.add(scope.home);
    for (const lane of scope.lanes) spare?.add(lane);
    return scope.home;
  }

  private scopeAt(path: ScopePath): LaneScope {
    const key = pathKey(path);
    const known = this.scopes.get(key);
    if (known !== undefined) return known;
    // A step whose body's start is not in the log: it goes with what is around it.
    const around = path.length === 0 ? null : this.scopeAt(path.slice(0, -1));
    const home = around?.home ?? 1;
    const made = {
      home,
      workflow: around?.workflow ?? null,
      lanes: new Set<number>(),
      free: new Set([home]),
    };
    this.scopes.set(key, made);
    return made;
  }

  private open(parent: number | null, step: string | null, path: ScopePath, from: number): number {
    const id = this.known.length + 1;
    this.known.push({ id, parent, step, path, from });
    return id;
  }
}
