import { AppError, toErrorData, type AppErrorData } from '@shared/errors/app-error';
import type { RunId } from '@shared/lib/ids';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { InterruptDecision, ResumeReason, RunEvent } from '@shared/runs/events';
import { applyRunEvents } from '@shared/runs/reducer';
import type { RunState } from '@shared/runs/state';
import { EventLog, type Continuation, type EventLogOwner, unnumbered } from './event-log';
import { Calls } from './calls';
import { Decisions } from './decisions';
import {
  chooseEffects,
  effectsWork,
  factsOf,
  policyFacts,
  type ChosenEffects,
} from './effects-policy';
import { Frame } from './frame';
import type { RunDebugger } from './gates/debug-port';
import { Gates, type GatesOwner } from './gates/gates';
import type { Happened } from './gates/happened';
import { HeldWork } from './gates/held-work';
import { Jumps } from './gates/jumps';
import { Overrides } from './gates/overrides';
import type { WorkflowPlan } from './plan';
import { RecallWork } from './recall-work';
import type { Recording } from './recording';
import { valueOf, type RunRecord } from './run-record';
import { RunValues } from './run-values';
import { RunnerServices } from './runner-services';
import { findAttempt, Scope, standsStill, topPath } from './scope';
import { historyLimit, runTimeout } from './step-failure';
import { ScopeWork, type ScopeWorkOwner } from './scope-work';
import { StepWork } from './step-work';
import { startAlarm, startTimer } from './timers';
import { Turns } from './turns';
import { workflowOutcome } from './scope-outcome';
import type { Delivery, EnginePorts, RunHandle, RunRequest, StepAddress } from './types';
import { Waits } from './waits';

type Created = Extract<RunEvent, { readonly type: 'run.created' }>;

/** A run as its log left it, and why it goes on. */
export interface RestoredRun {
  readonly record: RunRecord;
  readonly state: RunState;
  /** `fork`: its log says so already. */
  readonly reason: ResumeReason | 'fork';
  /** Effects that a person has taken back, or that happened in the run it was forked from. */
  readonly happened: Happened | null;
}

/** One run from its first event to its last. The graphs are in scope-work.ts, the steps in step-work.ts. */
export class Run implements RunHandle, EventLogOwner, ScopeWorkOwner, GatesOwner, Continuation {
  readonly id: RunId;
  readonly done: Promise<RunState>;
  private readonly events: EventLog;
  private readonly values: RunValues;
  private readonly scopes: ScopeWork;
  private readonly turns: Turns;
  private readonly steps: StepWork;
  private readonly waits: Waits;
  private readonly recording: Recording | null;
  private madeDecisions: Decisions | null = null;
  private readonly top: Scope;
  private readonly firstState: RunState;
  private current: RunState | null = null;
  /** Its last event was added; nothing starts any more. */
  private ended = false;
  private stopTimeout: (() => void) | null = null;
  /** Milliseconds of the run's time limit that are left while it stands still. */
  private timeLeft: number | null = null;
  private timeEnds = 0;
  private gates: Gates | null = null;
  private readonly services: RunnerServices;
  private readonly overrides: Overrides;
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
    const created = past?.record.created ?? this.created(request, effects);
    this.firstState = past?.state ?? applyRunEvents(null, [created]);
    if (past === null) this.events.add(created);
    this.current = past?.state ?? null;
    this.values = new RunValues(ports);
    // What was recorded before knows no secrets, but what is recorded now may meet them again.
    this.values.revealed = past !== null && request.workflow.secrets.length > 0;
    const facts = factsOf(effects, created, ports);
    this.scopes = new ScopeWork(this.events, this.values, new Calls(ports.kinds, facts), this);
    this.turns = new Turns(ports.clock, this.events, plan.concurrency, this.scopes);
    this.steps = new StepWork(ports, this.events, this.values, this.scopes);
    this.waits = new Waits(ports.clock, this.events, this.values);
    this.overrides = new Overrides(ports.kinds);
    this.services = new RunnerServices(
      ports,
      this.events,
      this.values,
      this.scopes,
      effects.choice.policy,
      facts.run,
    );
    this.scopes.steps = this.steps;
    this.scopes.turns = this.turns;
    this.scopes.waits = this.waits;
    this.steps.turns = this.turns;
    this.steps.waits = this.waits;
    this.steps.services = this.services;
    this.steps.asker = { ask: (attempt, asked) => this.decisions.ask(attempt, asked) };
    this.waits.turns = this.turns;
    this.waits.limits = this.steps;
    if (effects.choice.policy !== 'live') this.obey(effects, this.services);
    const { workflowRef: ref, folder = null, restricted = false } = request;
    const input = past === null ? request.input : valueOf(past.record.created.input);
    const frame = new Frame(facts, { plan, ref, input, folder, restricted }, null, 0);
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
    return this.unlessEnded(this.waits.signal(attempt, value));
  }

  async decide(
    address: StepAddress,
    decision: InterruptDecision,
    output: JsonValue = null,
  ): Promise<Delivery> {
    const attempt = this.ended ? null : findAttempt(this.top, address);
    if (attempt === null) return 'not-waiting';
    return this.unlessEnded(this.decisions.decide(attempt, decision, output));
  }

  attach(debug: RunDebugger | null): void {
    if (debug !== null || this.gates !== null) this.openGates().attach(debug);
  }

  onHolding(holds: boolean): void {
    if (holds && this.stopTimeout !== null) {
      this.stopTimeout();
      this.stopTimeout = null;
      this.timeLeft = Math.max(0, this.timeEnds - this.ports.clock.monotonic());
    } else if (!holds && this.timeLeft !== null && !this.ended) {
      this.limitTime(this.timeLeft);
      this.timeLeft = null;
    }
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
    this.gates?.published(events);
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
    if (this.past !== null) this.recall();
    this.scopes.begin(this.top);
  }

  private continueSteps(record: RunRecord, vars: JsonObject): void {
    this.top.frame.vars = vars;
    const { runTimeout: limit } = this.plan.workflow.settings;
    if (limit !== undefined) {
      const due = record.limitedSince + record.stoodStill + limit;
      this.limitTime(due - this.ports.clock.now(), due);
    }
    this.recall();
    this.scopes.takeUp(this.top, record.top);
  }

  private recall(): void {
    this.scopes.recall = new RecallWork(
      this.events,
      this.scopes,
      this.steps,
      this.turns,
      this.decisions,
      this.gates,
    );
  }

  /** `due`, by the wall clock, where the limit was running before this process. */
  private limitTime(milliseconds: number, due: number | null = null): void {
    const { clock } = this.ports;
    const { runTimeout: limit = 0 } = this.plan.workflow.settings;
    const end = (): void => this.timedOut(limit);
    this.timeEnds = clock.monotonic() + milliseconds;
    this.stopTimeout =
      due === null ? startTimer(clock, milliseconds, end) : startAlarm(clock, due, end);
  }

  /** Nobody pays for gates before there is a debugger, or something that it left. */
  private openGates(): Gates {
    if (this.gates !== null) return this.gates;
    const { events, values, turns, steps, scopes, waits } = this;
    const gates = new Gates(events, values, turns, this.overrides, () => this.top, this);
    const jumps = new Jumps(events, scopes, steps, () => this.state());
    gates.work = new HeldWork(events, values, turns, steps, scopes, waits, gates, jumps);
    this.gates = gates;
    this.steps.gates = gates;
    this.scopes.gates = gates;
    this.waits.gates = gates;
    this.services.gates = gates;
    return gates;
  }

  private recallDebugging({ record, happened }: RestoredRun): void {
    for (const { workflow, step, config } of record.overridden) {
      this.overrides.set(workflow, step, config);
    }
    this.steps.happened = happened;
    if (record.debugged) this.openGates();
  }

  /** Made when first needed: most runs are never interrupted. */
  private get decisions(): Decisions {
    this.madeDecisions ??= new Decisions(this.events, this.values, this.steps, this.turns);
    return this.madeDecisions;
  }

  /** The run may end, or its journal fail, before a delivery is kept. */
  private unlessEnded(delivery: Promise<Delivery>): Promise<Delivery> {
    return Promise.race([delivery, this.done.then((): Delivery => 'not-waiting')]);
  }

  private created(request: RunRequest, effects: ChosenEffects): Created {
    const { folder = null, restricted } = request;
    const created: Created = {
      run: this.id,
      seq: unnumbered,
      time: this.events.time(),
      type: 'run.created',
      workflow: request.workflowRef,
      input: { value: request.input },
      startedBy: request.startedBy,
      ...(folder !== null && { folder }),
      ...(restricted && { restricted }),
      ...policyFacts(effects, request, this.ports),
    };
    return created;
  }

  private obey(effects: ChosenEffects, services: RunnerServices): void {
    const policy = effectsWork(effects, {
      events: this.events,
      values: this.values,
      clock: this.ports.clock,
      release: (attempt) => {
        this.turns.release(attempt);
        this.turns.pumpSoon();
      },
      execute: (attempt) => this.turns.take(() => this.steps.execute(attempt)),
      callOff: (attempt) => this.turns.take(() => this.scopes.callOff(attempt)),
      standsStill: (hanging) => standsStill(this.top, hanging),
      send: () => this.turns.pumpSoon(),
      setVariable: (attempt, name, value) => services.setVariable(attempt, name, value),
      stopRun: (error, step) => this.stopRun(error, step),
    });
    services.policy = policy;
    this.steps.effects = policy;
    this.scopes.effects = policy;
    this.waits.effects = policy;
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
    this.stopTimeout?.();
  }
}
