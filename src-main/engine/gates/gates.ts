import type { CodeDebugHook } from '@shared/debug/code-target';
import type { ContentHash } from '@shared/lib/ids';
import type { JsonObject } from '@shared/lib/json';
import type { ContinueReason, StopPlace } from '@shared/runs/debug-events';
import type { RunEvent } from '@shared/runs/events';
import type { Workflow } from '@shared/workflow/model';
import { unnumbered, type EventLog } from '../event-log';
import type { StepPlan } from '../plan';
import type { RunValues } from '../run-values';
import type { Attempt, Scope } from '../scope';
import type { Turns } from '../turns';
import { BranchLines } from './branch-lines';
import { branchStates } from './branch-states';
import type {
  BranchState,
  DebugControls,
  HeldAction,
  HeldEdit,
  HeldStep,
  GatePoint,
  PauseRequest,
  RunDebugger,
} from './debug-port';
import { AttemptPoint, type PointDetails } from './gate-point';
import { Hold } from './hold';
import type { Overrides } from './overrides';
import { stopGone } from './stop-errors';

/** What a held step does next, at each place where it may stand. */
export interface GateWork {
  stand(hold: Hold): void;
  /** Throws when it cannot be done there. */
  check(hold: Hold, action: HeldAction): void;
  act(hold: Hold, action: HeldAction): void;
  /** Throws when it cannot be changed there; gives what changes it. */
  edit(hold: Hold, edit: HeldEdit): () => void;
  goOnInCode(hold: Hold, wakes: boolean): void;
}

export interface GatesOwner {
  /** The first step stands still, or the last one goes on: the run's time limit stands still too. */
  onHolding(holds: boolean): void;
}

/**
 * The gates of one run: asks the debugger, holds steps, and lets them go on. A run that nobody
 * debugs has none. Steps that the log says stand still are held without a debugger too.
 */
export class Gates implements DebugControls {
  readonly lines: BranchLines;
  work!: GateWork;
  private debugger: RunDebugger | null = null;
  private readonly holds = new Map<Attempt, Hold>();

  constructor(
    private readonly events: EventLog,
    private readonly values: RunValues,
    private readonly turns: Turns,
    readonly changed: Overrides,
    private readonly top: () => Scope,
    private readonly owner: GatesOwner,
  ) {
    this.lines = new BranchLines({
      branched: (child, parent) => this.debugger?.branched(child, parent),
      merged: (branch, into) => this.debugger?.merged(branch, into),
    });
  }

  attach(debug: RunDebugger | null): void {
    this.debugger = debug;
    if (debug === null) return;
    const { plan, hash } = this.top().frame;
    debug.attached(this, plan.workflow, hash);
    for (const hold of this.holds.values()) if (hold.isKept) debug.stopped(hold);
  }

  /** Whether the attempt stands still here; `work` lets it go on. */
  stopsAt(attempt: Attempt, place: StopPlace, details?: PointDetails): boolean {
    const forced = attempt.stopAt?.place === place ? attempt.stopAt : null;
    if (forced === null && this.debugger === null) return false;
    const point = this.pointOf(attempt, place, details);
    const request = forced?.request ?? this.debugger?.ask(point) ?? null;
    if (request === null) return false;
    attempt.stopAt = null;
    this.hold(point, request);
    return true;
  }

  published(events: readonly RunEvent[]): void {
    this.debugger?.published(events);
  }

  called(workflow: Workflow, hash: ContentHash): void {
    this.debugger?.called(workflow, hash);
  }

  codeOf(attempt: Attempt): CodeDebugHook | null {
    return this.debugger?.codeHook(this.pointOf(attempt, 'line')) ?? null;
  }

  /** The attempt is over for another reason: it stands nowhere any more. */
  dissolve(attempt: Attempt): void {
    const hold = this.holds.get(attempt);
    if (hold === undefined) return;
    this.remove(hold);
    this.debugger?.continued(hold, 'gone');
  }

  held(): readonly HeldStep[] {
    return [...this.holds.values()].filter(({ isKept }) => isKept);
  }

  branches(): readonly BranchState[] {
    return branchStates(this.top(), this.lines);
  }

  overrides(): ReadonlyMap<string, JsonObject> {
    return this.changed.all();
  }

  act(held: HeldStep, action: HeldAction): Promise<void> {
    return this.change(held, (hold) => {
      this.work.check(hold, action);
      return () => this.work.act(hold, action);
    });
  }

  edit(held: HeldStep, edit: HeldEdit): Promise<void> {
    return this.change(held, (hold) => this.work.edit(hold, edit));
  }

  holdWaiting(branch: number | null, request: PauseRequest): void {
    this.turns.take(() => {
      for (const attempt of openAttempts(this.top())) {
        if (attempt.state !== 'waiting' || attempt.wait === null || attempt.hold !== null) continue;
        if (branch !== null && this.lines.of(attempt) !== branch) continue;
        this.hold(this.pointOf(attempt, 'wait'), request);
      }
    });
  }

  holdCode(point: GatePoint, request: PauseRequest, resume: () => void): boolean {
    const attempt = sourceOf(point);
    if (attempt.state !== 'running' || attempt.hold !== null) return false;
    this.turns.take(() => this.hold(this.pointOf(attempt, 'line'), request, resume));
    return true;
  }

  codeGone(point: GatePoint): void {
    const hold = this.holds.get(sourceOf(point));
    if (hold?.place !== 'line') return;
    this.turns.take(() => {
      this.release(hold, 'gone');
      this.work.goOnInCode(hold, false);
    });
  }

  /** Something else has ended what it did: it stands nowhere any more, and the log says so. */
  gone(attempt: Attempt): void {
    const hold = this.holds.get(attempt);
    if (hold !== undefined) this.release(hold, 'gone');
  }

  /** It does not stand still any more, and the log says so. */
  release(hold: Hold, how: ContinueReason): void {
    const { attempt, place } = hold;
    this.remove(hold);
    this.events.add({
      run: this.events.run,
      seq: unnumbered,
      time: this.events.time(),
      type: 'run.continued',
      step: attempt.plan.id,
      path: attempt.scope.path,
      attempt: attempt.number,
      place,
      branch: hold.branch,
      how,
      left: this.holds.size,
    });
    this.events.whenKept({ kept: () => this.debugger?.continued(hold, how) });
  }

  /** The plan of a step with its changed settings. */
  planOf(scope: Scope, plan: StepPlan): StepPlan {
    return this.changed.planOf(scope.frame, plan);
  }

  private change(held: HeldStep, prepare: (hold: Hold) => () => void): Promise<void> {
    const hold = this.holds.get(sourceOf(held.point));
    if (hold !== held || !hold.isKept) return Promise.reject(stopGone(held.point.step));
    return new Promise((resolve, reject) => {
      let carryOut: () => void;
      try {
        carryOut = prepare(hold);
      } catch (error) {
        reject(error as Error);
        return;
      }
      this.turns.take(() => {
        carryOut();
        this.events.whenKept({ kept: resolve });
      });
    });
  }

  private hold(point: AttemptPoint, request: PauseRequest, resume?: () => void): void {
    const { source: attempt } = point;
    const hold = new Hold(point, request, resume ?? null);
    attempt.hold = hold;
    this.holds.set(attempt, hold);
    if (this.holds.size === 1) this.owner.onHolding(true);
    this.work.stand(hold);
    this.turns.release(attempt);
    const event = pausedEvent(hold, this.events);
    this.events.add(event);
    this.events.whenKept({
      kept: () => {
        hold.seq = event.seq;
        if (attempt.hold === hold) this.debugger?.stopped(hold);
      },
    });
  }

  private remove(hold: Hold): void {
    hold.attempt.hold = null;
    this.holds.delete(hold.attempt);
    if (this.holds.size === 0) this.owner.onHolding(false);
  }

  private pointOf(attempt: Attempt, place: StopPlace, details?: PointDetails): AttemptPoint {
    return new AttemptPoint(place, attempt, this.lines.of(attempt), this.values, details);
  }
}

function sourceOf(point: GatePoint): Attempt {
  // Only this file makes points for a debugger.
  return (point as AttemptPoint).source;
}

function* openAttempts(scope: Scope): Generator<Attempt> {
  for (const attempt of scope.open) {
    yield attempt;
    for (const body of attempt.bodies ?? []) yield* openAttempts(body);
  }
}

function pausedEvent(hold: Hold, events: EventLog): Extract<RunEvent, { type: 'run.paused' }> {
  const { attempt, point, request, input } = hold;
  const { prepared, failure } = attempt;
  const given = prepared?.ready?.draws;
  return {
    run: events.run,
    seq: unnumbered,
    time: events.time(),
    type: 'run.paused',
    step: attempt.plan.id,
    path: attempt.scope.path,
    attempt: attempt.number,
    place: hold.place,
    reason: request.reason,
    branch: hold.branch,
    ...(point.edge !== null && { edge: point.edge }),
    ...(request.breakpoints !== undefined && { breakpoints: request.breakpoints }),
    ...(hold.place === 'before' && input !== null && { input, ...drawsOf(given) }),
    ...(hold.place === 'error' &&
      failure !== null && { error: failure.error, ...retryOf(failure) }),
    ...(request.line !== undefined && { line: request.line }),
    ...(request.column !== undefined && { column: request.column }),
  };
}

function drawsOf(draws: readonly (number | string)[] | undefined) {
  return draws === undefined ? {} : { draws };
}

function retryOf({ intent }: NonNullable<Attempt['failure']>): { retry?: 'final' | number } {
  if (intent.type === 'final') return { retry: 'final' };
  return intent.type === 'retry-after' ? { retry: intent.milliseconds } : {};
}
