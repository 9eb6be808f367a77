import { AppError, toErrorData, type AppErrorData } from '@shared/errors/app-error';
import type { RunId } from '@shared/lib/ids';
import { isJsonObject, type JsonObject, type JsonValue } from '@shared/lib/json';
import type { InterruptDecision, ResumeReason, RunEvent } from '@shared/runs/events';
import { applyRunEvents } from '@shared/runs/reducer';
import type { RunState } from '@shared/runs/state';
import { createdEvent } from './created-event';
import { chooseEffects, factsOf, policyFacts } from './effects-policy';
import { EventLog, type Continuation, type EventLogOwner, unnumbered } from './event-log';
import { Frame } from './frame';
import type { RunDebugger } from './gates/debug-port';
import type { Happened } from './gates/happened';
import type { WorkflowPlan } from './plan';
import type { Recording } from './recording';
import { RunParts, type RunPartsOwner } from './run-parts';
import { valueOf, type RunRecord } from './run-record';
import { RunTimeLimit } from './run-time-limit';
import type { RunValues } from './run-values';
import { findAttempt, Scope, topPath } from './scope';
import { workflowOutcome } from './scope-outcome';
import type { ScopeWork } from './scope-work';
import { historyLimit, runTimeout } from './step-failure';
import type { Turns } from './turns';
import type { Delivery, EnginePorts, RunHandle, RunRequest, StepAddress } from './types';

/** A run as its log left it, and why it goes on. */
export interface RestoredRun {
  readonly record: RunRecord;
  readonly state: RunState;
  /** `fork`: its log says so already. */
  readonly reason: ResumeReason | 'fork';
  /** Effects that a person has taken back, or that happened in the run it was forked from. */
  readonly happened: Happened | null;
}

/** One run from its first event to its last. What works at it is in run-parts.ts. */
export class Run implements RunHandle, EventLogOwner, RunPartsOwner, Continuation {
  readonly id: RunId;
  readonly done: Promise<RunState>;
  private readonly events: EventLog;
  private readonly recording: Recording | null;
  readonly top: Scope;
  private readonly parts: RunParts;
  private readonly values: RunValues;
  private readonly scopes: ScopeWork;
  private readonly turns: Turns;
  private readonly firstState: RunState;
  private current: RunState | null = null;
  /** Its last event was added; nothing starts any more. */
  private ended = false;
  private timeLimit: RunTimeLimit | null = null;
  private resolveDone!: (state: RunState) => void;
  private rejectDone!: (error: AppError) => void;

  constructor(
    private readonly ports: EnginePorts,
    request: RunRequest,
    private readonly plan: WorkflowPlan,
    /** What the log says of it, when it goes on. */
    private readonly past: RestoredRun | null = null,
  ) {
    const effects = chooseEffects(request, past?.record ?? null);
    this.recording = effects.recording;
    this.id = request.run ?? ports.ids.runId();
    this.done = new Promise((resolve, reject) => {
      this.resolveDone = resolve;
      this.rejectDone = reject;
    });
    // Whoever waits for `done` hears of a broken journal; nobody has to wait for it.
    this.done.catch(() => undefined);
    this.events = new EventLog(this.id, ports, this, past?.record.lastSeq);
    const created =
      past?.record.created ??
      createdEvent(this.id, this.events.time(), request, policyFacts(effects, request, ports));
    this.firstState = past?.state ?? applyRunEvents(null, [created]);
    if (past === null) this.events.add(created);
    this.current = past?.state ?? null;
    const facts = factsOf(effects, created, ports);
    const parts = new RunParts(ports, this.events, effects, facts, plan.concurrency, this);
    this.parts = parts;
    this.values = parts.values;
    this.scopes = parts.scopes;
    this.turns = parts.turns;
    // What was recorded before knows no secrets, but what is recorded now may meet them again.
    this.values.revealed = past !== null && request.workflow.secrets.length > 0;
    const { workflowRef: ref, folder = null, restricted = false } = request;
    const input = past === null ? request.input : valueOf(past.record.created.input);
    const locals = created.locals === undefined ? {} : valueOf(created.locals);
    const around = isJsonObject(locals) ? locals : {};
    const frame = new Frame(facts, { plan, ref, input, folder, restricted, around }, null, 0);
    this.top = new Scope(this.scopes, plan.graph, topPath, null, frame);
    this.top.branch = 1;
    if (past !== null) this.recallDebugging(past);
    if (ports.debug !== undefined) this.attach(ports.debug);
  }

  begin(): void {
    this.turns.take(() => {
      const { past } = this;
      if (past !== null && past.reason !== 'fork') this.addResumed(past.record, past.reason);
      const [problem] = this.plan.problems;
      if (problem !== undefined) this.fail(problem);
      else if (this.past === null || this.past.record.vars === null) this.beginSteps();
      else this.continueSteps(this.past.record, this.past.record.vars);
    });
  }

  state(): RunState {
    const events = this.events.takeUnfolded();
    if (events.length > 0) this.current = applyRunEvents(this.current, events);
    return this.current ?? this.firstState;
  }

  async cancel(reason: string): Promise<void> {
    if (!this.ended) {
      this.end();
      this.scopes.cancelScope(this.top, reason);
      this.events.add({
        run: this.id,
        seq: unnumbered,
        time: this.events.time(),
        type: 'run.cancelled',
        reason: this.values.safeText(reason),
      });
      this.events.whenKept(this);
      this.turns.pump();
    }
    await this.done;
  }

  async signal(address: StepAddress, value: JsonValue): Promise<Delivery> {
    const attempt = this.ended ? null : findAttempt(this.top, address);
    if (attempt === null) return 'not-waiting';
    return this.unlessEnded(this.parts.waits.signal(attempt, value));
  }

  async decide(
    address: StepAddress,
    decision: InterruptDecision,
    output: JsonValue = null,
  ): Promise<Delivery> {
    const attempt = this.ended ? null : findAttempt(this.top, address);
    if (attempt === null) return 'not-waiting';
    return this.unlessEnded(this.parts.decisions.decide(attempt, decision, output));
  }

  attach(debug: RunDebugger | null): void {
    if (debug !== null || this.parts.gates !== null) this.parts.openGates().attach(debug);
  }

  onHolding(holds: boolean): void {
    if (holds) this.timeLimit?.hold();
    else if (!this.ended) this.timeLimit?.goOn();
  }

  onTopEnded(scope: Scope): void {
    const outcome = workflowOutcome(scope, this.values, this.recording?.resultDraws);
    if (outcome.error === undefined) this.complete(outcome.output);
    else this.fail(outcome.error, outcome.failedStep);
  }

  /** A policy cannot go on: nothing of the run is to be believed any more. */
  stopRun(error: AppErrorData, step?: string): void {
    if (this.ended) return;
    this.end();
    this.scopes.cancelScope(this.top, error.message);
    this.fail(error, step);
    this.turns.pump();
  }

  onFull(): void {
    this.stopRun(historyLimit(this.events.historyLimit));
  }

  onAcknowledged(): void {
    this.turns.startSlice();
    this.turns.pump();
  }

  onKept(events: readonly RunEvent[]): void {
    this.parts.gates?.published(events);
  }

  onBacklog(): void {
    this.state();
  }

  onJournalFailure(error: AppError): void {
    this.stopAll('the history of the run cannot be written');
    this.rejectDone(error);
  }

  onFault(error: unknown): void {
    this.stopAll('of a fault in the engine');
    this.rejectDone(new AppError(toErrorData(error), { cause: error }));
  }

  /** The last event is kept. */
  kept(): void {
    this.resolveDone(this.state());
  }

  private beginSteps(): void {
    try {
      if (this.recording?.vars) this.top.frame.vars = this.recording.vars;
      else this.values.resolveVars(this.top.frame);
    } catch (error) {
      this.fail(toErrorData(error));
      return;
    }
    this.events.add({
      run: this.id,
      seq: unnumbered,
      time: this.events.time(),
      type: 'run.started',
      vars: this.top.frame.vars,
    });
    const { runTimeout: limit } = this.plan.workflow.settings;
    if (limit !== undefined) this.limitTime(limit);
    if (this.past !== null) this.parts.recall();
    this.scopes.begin(this.top);
  }

  private continueSteps(record: RunRecord, vars: JsonObject): void {
    this.top.frame.vars = vars;
    const { runTimeout: limit } = this.plan.workflow.settings;
    if (limit !== undefined) {
      const due = record.limitedSince + record.stoodStill + limit;
      this.limitTime(due - this.ports.clock.now(), due);
    }
    this.parts.recall();
    this.scopes.takeUp(this.top, record.top);
  }

  /** `due`, by the wall clock, where the limit was running before this process. */
  private limitTime(milliseconds: number, due: number | null = null): void {
    const { runTimeout: limit = 0 } = this.plan.workflow.settings;
    this.timeLimit = new RunTimeLimit(this.ports.clock, () => this.timedOut(limit));
    this.timeLimit.start(milliseconds, due);
  }

  private recallDebugging({ record, happened }: RestoredRun): void {
    for (const { workflow, step, config } of record.overridden) {
      this.parts.overrides.set(workflow, step, config);
    }
    this.parts.steps.happened = happened;
    if (record.debugged) this.parts.openGates();
  }

  /** The run may end, or its journal fail, before a delivery is kept. */
  private unlessEnded(delivery: Promise<Delivery>): Promise<Delivery> {
    return Promise.race([delivery, this.done.then((): Delivery => 'not-waiting')]);
  }

  private addResumed(record: RunRecord, reason: ResumeReason): void {
    const event: RunEvent = {
      run: this.id,
      seq: unnumbered,
      time: this.events.time(),
      type: 'run.resumed',
      reason,
    };
    this.events.add(event);
    record.take(event);
  }

  private complete(output: JsonValue): void {
    this.end();
    const draws = this.plan.workflow.result === undefined ? null : this.values.lastDraws;
    this.events.add({
      run: this.id,
      seq: unnumbered,
      time: this.events.time(),
      type: 'run.completed',
      output: this.values.record(output),
      ...(draws !== null && { draws }),
    });
    this.events.whenKept(this);
  }

  private fail(error: AppErrorData, step?: string): void {
    this.end();
    this.events.add({
      run: this.id,
      seq: unnumbered,
      time: this.events.time(),
      type: 'run.failed',
      error: this.values.safeError(error),
      ...(step !== undefined && { step }),
    });
    this.events.whenKept(this);
  }

  private timedOut(limit: number): void {
    if (this.ended) return;
    const error = runTimeout(limit);
    this.turns.take(() => {
      this.scopes.cancelScope(this.top, error.message);
      this.fail(error);
    });
  }

  private stopAll(reason: string): void {
    this.end();
    this.scopes.cancelScope(this.top, reason);
  }

  private end(): void {
    this.ended = true;
    this.turns.stop();
    this.timeLimit?.stop();
  }
}
