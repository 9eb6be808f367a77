import type { BreakpointStatus, ErrorStops } from '@shared/debug/breakpoints';
import type { AppErrorData } from '@shared/errors/app-error';
import type { JsonValue } from '@shared/lib/json';
import type { StopReason } from '@shared/runs/debug-events';
import { stepRunKey, type ScopePath } from '@shared/runs/scope-path';
import type { GatePoint, PauseRequest, StepPlace } from '../../engine/gates/debug-port';
import type { BreakpointState } from './breakpoint-state';
import type { BreakpointTable } from './breakpoint-table';
import { codeError } from './code-error';
import { DataWatch } from './data-watch';
import { holds, messageAt, reasonOf } from './expressions';
import { hasArrived, type StepRequest } from './stepping';

export interface GatekeeperListener {
  onOutput(text: string, point: GatePoint): void;
  onStatus(status: BreakpointStatus): void;
}

/**
 * Decides at every gate whether the run stands still there: breakpoints first, then what the person
 * asked for last (run to, step, pause), then whether another branch has stopped.
 */
export class Gatekeeper {
  hold: 'all' | 'one' = 'all';
  errors: ErrorStops = { all: false, uncaught: false };
  /** It stops at the first step. */
  entry = false;
  private readonly data = new DataWatch();
  private readonly steps = new Map<number, StepRequest>();
  private target: string | null = null;
  private pausing: number | 'all' | null = null;
  /** A branch has stopped and the others stop too, but for those that were let go. */
  private holding = false;
  private readonly released = new Set<number>();
  private errorStopFailed = false;
  /** What is about to fail with an error that the person has been shown already, further in. */
  private readonly shown = new Set<string>();

  constructor(
    private readonly table: BreakpointTable,
    private readonly listener: GatekeeperListener,
  ) {}

  ask(point: GatePoint): PauseRequest | null {
    const hit = this.hitAt(point) ?? this.wanted(point);
    if (hit === null) return this.mustHold(point) ? { reason: 'held' } : null;
    this.arrived(point.branch);
    return hit;
  }

  /** The branch stands, for whatever reason: nothing that was asked for before is wanted any more. */
  arrived(branch: number): void {
    this.steps.delete(branch);
    this.target = null;
    this.entry = false;
    if (this.pausing === 'all' || this.pausing === branch) this.pausing = null;
    if (this.hold === 'one') return;
    this.holding = true;
    this.released.clear();
  }

  /** The branch goes on, and with `all` every other one. */
  letGo(branch: number, request: StepRequest | null, all: boolean): void {
    this.steps.delete(branch);
    if (request !== null) this.steps.set(branch, request);
    this.released.add(branch);
    if (all || this.hold === 'one') this.holding = false;
  }

  runTo(step: string): void {
    this.target = step;
  }

  pause(branch: number | null): void {
    this.pausing = branch ?? 'all';
  }

  /** Whether the branch is on its way into something. */
  stepsInto(branch: number): boolean {
    return this.steps.get(branch)?.mode === 'into';
  }

  isPausing(branch: number): boolean {
    return this.pausing === 'all' || this.pausing === branch;
  }

  branched(child: number, parent: number): void {
    if (this.released.has(parent)) this.released.add(child);
  }

  merged(branch: number, into: number): void {
    const request = this.steps.get(branch);
    this.steps.delete(branch);
    if (request !== undefined && !this.steps.has(into)) this.steps.set(into, request);
    if (this.released.delete(branch)) this.released.add(into);
  }

  /** A person changed a value: no data breakpoint tells them so. */
  look(point: GatePoint): void {
    for (const state of this.table.watched) this.data.look(state, point);
  }

  /** Whether an error in code that nothing there catches counts as one that nobody takes care of. */
  stopsAtUncaughtIn(point: GatePoint): boolean {
    return this.errors.uncaught && !point.handles(codeError(''));
  }

  /** Code stands at an error; `uncaught`: nothing in the code catches it. */
  stopsAtCodeError(point: GatePoint, message: string, uncaught: boolean): boolean {
    if (!this.isMeantError(point, codeError(message))) return false;
    if (!uncaught) return true;
    // The step is about to fail with it: that is no other error.
    this.shown.add(keyOf(point));
    this.failsAround(point, codeError(message));
    return true;
  }

  /** Whether a breakpoint that was reached stops the run. It may log, or only count. */
  stopsAt(state: BreakpointState, point: GatePoint): boolean {
    if (!this.isMeant(state, point)) return false;
    const { condition } = state.breakpoint;
    if (condition !== undefined && state.breakpoint.target.type !== 'line') {
      const isTrue = this.tell(state, point, 'condition', () => holds(point, condition));
      if (isTrue !== true) return false;
    }
    return this.counts(state, point);
  }

  /** What the breakpoint logs, unless it is to stop. */
  private counts(state: BreakpointState, point: GatePoint): boolean {
    const counts = state.hit();
    if (counts) this.listener.onStatus(state.status());
    const { logMessage } = state.breakpoint;
    if (!counts || logMessage === undefined) return counts;
    if (state.breakpoint.target.type === 'line') return true;
    const text = this.tell(state, point, 'message', () => messageAt(point, logMessage));
    if (text !== null) this.listener.onOutput(text, point);
    return false;
  }

  private isMeant(state: BreakpointState, point: GatePoint): boolean {
    const { waitFor, iteration } = state.breakpoint;
    if (!state.belongsTo(point.workflow)) return false;
    if (iteration !== undefined && point.iteration !== iteration) return false;
    return waitFor === undefined || (this.table.find(waitFor)?.hits ?? 0) > 0;
  }

  private hitAt(point: GatePoint): PauseRequest | null {
    if (point.place === 'error') return this.errorAt(point);
    // It has come through or begins anew: what it fails with from here on is another failure.
    if (this.shown.size > 0 && point.place !== 'wire') this.shown.delete(keyOf(point));
    const data = this.data.changed(this.table.watched, point);
    const candidates = this.table.at(point);
    if (candidates.length === 0 && data.length === 0) return null;
    const hit = candidates.filter((state) => this.stopsAt(state, point));
    const changed = data.filter((state) => this.stopsAt(state, point));
    if (hit.length === 0 && changed.length === 0) return null;
    const breakpoints = [...hit, ...changed].map(({ id }) => id);
    return { reason: stopReason(hit, changed), breakpoints };
  }

  private errorAt(point: GatePoint): PauseRequest | null {
    const { all, uncaught } = this.errors;
    const { error } = point;
    if (this.shown.delete(keyOf(point)) || error === null) return null;
    if (!all && !(uncaught && !point.handled)) return null;
    if (!this.isMeantError(point, error)) return null;
    this.failsAround(point, error);
    return { reason: 'exception' };
  }

  /** What it is inside of fails with it too, until something takes care of it. */
  private failsAround(point: GatePoint, error: AppErrorData): void {
    for (const place of point.failsAround(error)) this.shown.add(keyOf(place));
  }

  /** A person makes something else of a failure than what would have followed. */
  averted({ path, step }: GatePoint): void {
    this.shown.delete(keyOf({ path, step }));
    for (const key of around(path)) this.shown.delete(key);
  }

  private isMeantError(point: GatePoint, data: AppErrorData): boolean {
    const { condition } = this.errors;
    if (condition === undefined) return true;
    // Only plain data stands in an error of the log.
    const error = { ...data } as unknown as JsonValue;
    try {
      return holds(point, condition, { error });
    } catch (problem) {
      if (!this.errorStopFailed) {
        const text = `The condition for stopping at errors failed: ${reasonOf(problem)}`;
        this.listener.onOutput(text, point);
      }
      this.errorStopFailed = true;
      return false;
    }
  }

  private wanted(point: GatePoint): PauseRequest | null {
    const { place, branch } = point;
    if (place === 'before' && this.target === point.step) return { reason: 'step' };
    const request = this.steps.get(branch);
    if (request !== undefined && hasArrived(request, point)) return { reason: 'step' };
    if (place === 'before' && this.entry) return { reason: 'entry' };
    const pauses = place !== 'wire' && this.pausing !== null && this.isPausing(branch);
    return pauses ? { reason: 'pause' } : null;
  }

  private mustHold({ place, branch }: GatePoint): boolean {
    if (!this.holding || this.released.has(branch)) return false;
    return place === 'before' || place === 'error';
  }

  /** What the evaluation gives; null, and told once, when it fails: that is no reason to stop. */
  private tell<Value>(
    state: BreakpointState,
    point: GatePoint,
    what: string,
    evaluate: () => Value,
  ): Value | null {
    try {
      return evaluate();
    } catch (error) {
      const reason = `Its ${what} failed: ${reasonOf(error)}`;
      if (!state.fail(reason)) return null;
      this.listener.onOutput(`Breakpoint at ${point.title}: ${reason}`, point);
      this.listener.onStatus(state.status());
      return null;
    }
  }
}

/** The steps that a path leads through. */
function around(path: ScopePath): readonly string[] {
  return path.map(({ step }, at) => keyOf({ path: path.slice(0, at), step }));
}

function keyOf({ path, step }: StepPlace): string {
  return stepRunKey(path, step);
}

function stopReason(
  hit: readonly BreakpointState[],
  changed: readonly BreakpointState[],
): StopReason {
  if (hit.length === 0 && changed.length > 0) return 'data breakpoint';
  return hit.every(({ breakpoint }) => breakpoint.target.type === 'kind')
    ? 'function breakpoint'
    : 'breakpoint';
}
