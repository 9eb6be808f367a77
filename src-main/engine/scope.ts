import type { AppErrorData } from '@shared/errors/app-error';
import { isJsonObject, type JsonObject, type JsonValue } from '@shared/lib/json';
import type { Leave } from '@shared/runs/events';
import type { Recorded } from '@shared/runs/recorded';
import type { ScopePath } from '@shared/runs/scope-path';
import type { Continuation } from './event-log';
import type { Frame } from './frame';
import type { AttemptGuards } from './guards/attempt-guards';
import type { GraphPlan, StepPlan } from './plan';
import type { AttemptRecord, ScopeRecord } from './step-record';
import type { ScopeProgress } from './scheduling';
import type { StepFailure } from './step-failure';
import type { ForcedStop, GivenStart, HeldMark, PreparedStart } from './step-start';
import type { BodyOutcome, StepAddress, WaitAnswer, WaitRequest } from './types';

// What the run loop knows of the graphs and steps that are under way. Data only: what happens to
// it is decided in scope-work.ts, step-work.ts and step-ends.ts.

/**
 * `queued`: may start when a slot is free. `held`: the turn that its rate limit gives has not come.
 * `paused`: the debugger holds it before its start, or after its failure. `starting`: its start is on its way into the journal. `resuming`: its wait is over, a slot is not
 * free yet. `asking`: it was interrupted, a person decides. `settling`: its end is on its way into
 * the journal. `over`: nothing more follows from it.
 */
export type AttemptState =
  | 'queued'
  | 'held'
  | 'starting'
  | 'paused'
  | 'running'
  | 'waiting'
  | 'resuming'
  | 'retrying'
  | 'asking'
  | 'settling'
  | 'over';

/** What continues an attempt or a scope when its last event is kept. */
export interface ExecutionOwner {
  attemptKept(attempt: Attempt): void;
  scopeKept(scope: Scope): void;
}

/** One attempt at one step in one scope. */
export class Attempt implements Continuation {
  state: AttemptState = 'queued';
  /** A step.queued event was recorded. */
  announced = false;
  hasSlot = false;
  /** Called workflows, innermost first, whose concurrency it counts for. */
  admitted = 0;
  /** It waited for the concurrency of a called workflow, and that was recorded. */
  held = false;
  key = '';
  config: unknown = undefined;
  /** On the monotonic clock; null before its runner is called. */
  begunAt: number | null = null;
  /** Milliseconds spent waiting. */
  waited = 0;
  /** Milliseconds of the time limit that are left; null without one. */
  timeLeft: number | null = null;
  /** On the monotonic clock: since when `timeLeft` runs. */
  limitedSince = 0;
  stopTimer: (() => void) | null = null;
  wait: OpenWait | null = null;
  /** Its bodies that are under way. */
  bodies: Set<Scope> | null = null;
  /** What the steps of its finished bodies gave, by iteration; kept only where a section may see them. */
  seen: Map<number, Readonly<Record<string, JsonValue>>> | null = null;
  /** What it holds of the limits of its step; null without any. */
  guards: AttemptGuards | null = null;
  controller: AbortController | null = null;
  /** What its runner sees as `steps`, once it has asked. */
  steps: JsonObject | null = null;
  logSize = 0;
  /** On the monotonic clock: when progress was last recorded. */
  progressedAt = -Infinity;
  /** The last report of progress that is not recorded yet. */
  progress: ProgressReport | null = null;
  /** Calls off a progress report that waits for its turn. */
  dropProgress: (() => void) | null = null;
  /** Effects it has begun. */
  effects = 0;
  /** What is known of it from before the process that works at it now; null for most. */
  past: AttemptPast | null = null;
  /** How it ended, for settling. */
  ending: AttemptEnding | null = null;
  /** The line of work it belongs to; 0 as long as nobody has asked. */
  branch = 0;
  /** It stands still; null for most. */
  hold: HeldMark | null = null;
  /** Where it has to stand still, whatever the debugger says. */
  stopAt: ForcedStop | null = null;
  /** What it starts with, while it stands before its start. */
  prepared: PreparedStart | null = null;
  /** What it failed with, until something is made of it. */
  failure: StepFailure | null = null;
  /** What it started with. */
  input: Recorded | null = null;
  /** What it does with its slot, instead of going on after a wait. */
  goOn: (() => void) | null = null;
  /** Wires of its end that the debugger was asked about. */
  wires = 0;
  /** Its runner was called and it has not ended: what its step costs is to be counted. */
  paid = false;
  /** A person said that it may happen again. */
  agreed = false;

  constructor(
    readonly owner: ExecutionOwner,
    readonly scope: Scope,
    readonly plan: StepPlan,
    readonly number: number,
  ) {}

  /** Its runner may still act: not ended, not cancelled, not timed out. */
  get live(): boolean {
    return this.state === 'running' || this.state === 'waiting' || this.state === 'resuming';
  }

  kept(): void {
    this.owner.attemptKept(this);
  }
}

/** What an attempt takes over from the log. */
export interface AttemptPast {
  /** Attempts up to this one do not count towards the retry policy. */
  readonly base: number;
  /** The attempt itself, when it had started: it is done again as it was. */
  readonly record: AttemptRecord | null;
  /** Bodies that it had begun, until they are taken up again. */
  readonly bodies: ReadonlyMap<number, ScopeRecord> | null;
  /** How many of its waits were answered from the record. */
  waits: number;
  /** What it starts with, as it stood still before its start or as a person said. */
  readonly given: GivenStart | null;
  /** A person set the run back to before it: its attempts only count on. */
  readonly anew: boolean;
}

export interface ProgressReport {
  readonly done: number;
  readonly total: number | null;
  readonly message: string;
}

export interface OpenWait {
  /** On the monotonic clock. */
  readonly since: number;
  readonly request: WaitRequest;
  readonly resolve: (answer: WaitAnswer) => void;
  readonly reject: (reason: unknown) => void;
  readonly stop: () => void;
  /** What ended it; it goes on when a slot is free. */
  answer: WaitAnswer;
  /** Whoever sent the signal hears when it is kept. */
  heard: ((taken: boolean) => void) | null;
}

export interface AttemptEnding {
  readonly taken: readonly string[];
  /** What later steps see; undefined when they see nothing. */
  readonly output: JsonValue | undefined;
  /** It counts for the output of its graph if nothing follows it. */
  readonly delivers: boolean;
  /** It did what it is for; a failure that its policy makes nothing of is none. */
  readonly completed?: boolean;
  /** What the steps on its error path see as `error`. */
  readonly error: JsonObject | null;
  /** It ends the graph around it. */
  readonly leaves?: Leave | undefined;
}

export interface BodyRequest {
  readonly parent: Attempt;
  readonly iteration: number;
  readonly locals: Readonly<Record<string, JsonValue>>;
  /** The entry step whose section runs; null for the part that begins without one. */
  readonly section: string | null;
  /** The workflow that was called; null when the body is a graph of the workflow around it. */
  readonly frame: Frame | null;
  readonly resolve: (outcome: BodyOutcome) => void;
  readonly reject: (reason: unknown) => void;
}

/** One run of one graph: a workflow's own, or one iteration of a container's body. */
export class Scope implements Continuation {
  progress: ScopeProgress = { unsettled: [], taken: [], settled: [], forced: null };
  /** Attempts that are queued or under way. */
  readonly open = new Set<Attempt>();
  /** Outputs that expressions see here, by step id: own ones, and those of enclosing scopes. */
  readonly outputs: Record<string, JsonValue>;
  /** End steps that delivered an output. */
  readonly delivered: StepPlan[] = [];
  /** Steps that may start when it is their turn, where one step runs after the other. */
  line: StepPlan[] = [];
  /** In the order of their completion. */
  readonly completedSteps: string[] = [];
  /** The line of work that its first step goes on with; 0 as long as nobody has asked. */
  branch = 0;
  /** Attempts of steps that begin once more, by step index. */
  attempts: Map<number, number> | null = null;
  /** What `error` is for a step on an error path, by step index. */
  errors: (JsonObject | undefined)[] | null = null;
  failure: { readonly error: AppErrorData; readonly step: string } | null = null;
  /** A step has ended it early, with that value. */
  left: { readonly leaves: Leave; readonly step: string; readonly output: JsonValue } | null = null;
  ended = false;
  outcome: BodyOutcome | null = null;
  /** The workflow that its steps belong to. */
  readonly frame: Frame;

  constructor(
    private readonly owner: ExecutionOwner,
    readonly graph: GraphPlan,
    readonly path: ScopePath,
    /** Null for the run's own graph. */
    readonly body: BodyRequest | null,
    /** The run's own workflow, where there is no body. */
    frame: Frame,
    /** What an earlier body of the same container gave, where this one sees it. */
    seen: Readonly<Record<string, JsonValue>> | null = null,
  ) {
    this.frame = frame;
    // A body sees what had finished around it when its iteration began.
    this.outputs =
      body === null || body.frame !== null ? {} : { ...body.parent.scope.outputs, ...seen };
  }

  kept(): void {
    this.owner.scopeKept(this);
  }
}

/** It is not another attempt at what was tried before. */
export function isFirst({ number, past }: Attempt): boolean {
  return number === 1 || (past !== null && past.anew && number === past.base + 1);
}

/** Whether it is a whole workflow, the run's own or a called one, and sees nothing around it. */
export function isFrameTop(scope: Scope): boolean {
  return scope.body === null || scope.body.frame !== null;
}

/** The path of every top-level scope. */
export const topPath: ScopePath = Object.freeze([]);

/**
 * What `error` is for a step: of the error path it is on, or what its body is given under that
 * name, or what its container sees.
 */
export function errorSeenBy(scope: Scope, step: StepPlan): JsonValue | undefined {
  for (let at = scope, plan = step; ;) {
    const own = at.errors?.[plan.index] ?? at.body?.locals.error;
    if (own !== undefined || at.body === null || isFrameTop(at)) return own;
    plan = at.body.parent.plan;
    at = at.body.parent.scope;
  }
}

/** Takes down what a step that has ended gives to its graph. */
export function noteEnding(scope: Scope, plan: StepPlan, ending: AttemptEnding): void {
  if (ending.output !== undefined) scope.outputs[plan.id] = ending.output;
  if (ending.completed) scope.completedSteps.push(plan.id);
  if (ending.delivers && plan.end) scope.delivered.push(plan);
}

/** The attempt that is under way at a step; null when there is none. */
export function findAttempt(top: Scope, { path, step }: StepAddress): Attempt | null {
  let scope = top;
  for (const segment of path) {
    const bodies = openAttempt(scope, segment.step)?.bodies ?? [];
    const body = [...bodies].find((one) => one.body?.iteration === segment.iteration);
    if (body === undefined) return null;
    scope = body;
  }
  return openAttempt(scope, step);
}

/** Whether nothing is at work in a scope but these, and what coordinates them. */
export function standsStill(scope: Scope, still: ReadonlySet<Attempt | Scope>): boolean {
  // One in which nothing is open is about to end.
  if (scope.open.size === 0) return still.has(scope);
  for (const attempt of scope.open) {
    if (still.has(attempt)) continue;
    const { bodies } = attempt;
    if (bodies === null || bodies.size === 0) return false;
    for (const body of bodies) if (!standsStill(body, still)) return false;
  }
  return true;
}

function openAttempt(scope: Scope, step: string): Attempt | null {
  for (const attempt of scope.open) if (attempt.plan.id === step) return attempt;
  return null;
}

/** Steps that follow along the taken ports are on the same error path. */
export function passErrorOn(
  scope: Scope,
  step: StepPlan,
  taken: readonly string[],
  own: JsonObject | null,
): void {
  const error = own ?? scope.errors?.[step.index];
  if (error === undefined) return;
  scope.errors ??= [];
  for (const edge of step.outgoing) {
    if (taken.includes(edge.fromPort)) scope.errors[edge.to.index] ??= error;
  }
}

/** What goes along an error path stands in the output of the step that failed. */
export function errorIn(output: JsonValue): JsonObject | null {
  const error = isJsonObject(output) ? output['error'] : undefined;
  return error !== undefined && isJsonObject(error) ? error : null;
}

/** The output of a graph: of the end step that delivered one, or an object by id of several. */
export function deliveredOutput(scope: Scope): JsonValue {
  const [first, ...others] = scope.delivered.sort((a, b) => a.index - b.index);
  if (first === undefined) return null;
  if (others.length === 0) return scope.outputs[first.id] ?? null;
  return Object.fromEntries(
    [first, ...others].map((step) => [step.id, scope.outputs[step.id] ?? null]),
  );
}
