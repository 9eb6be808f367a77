import { AppError, toErrorData, type AppErrorData } from '@shared/errors/app-error';
import type { RunId } from '@shared/lib/ids';
import type { JsonValue } from '@shared/lib/json';
import type { RunEvent } from '@shared/runs/events';
import { applyRunEvents } from '@shared/runs/reducer';
import type { RunState } from '@shared/runs/state';
import { EventLog, type Continuation, type EventLogOwner, unnumbered } from './event-log';
import { Calls } from './calls';
import { Frame, type RunFacts } from './frame';
import type { WorkflowPlan } from './plan';
import { RunValues } from './run-values';
import { RunnerServices } from './runner-services';
import { Scope, topPath } from './scope';
import { runTimeout } from './step-failure';
import { ScopeWork, type ScopeWorkOwner } from './scope-work';
import { StepWork } from './step-work';
import { startTimer } from './timers';
import { Turns } from './turns';
import { workflowOutcome } from './scope-outcome';
import type { Delivery, EnginePorts, RunHandle, RunRequest } from './types';

/** One run from its first event to its last. The graphs are in scope-work.ts, the steps in step-work.ts. */
export class Run implements RunHandle, EventLogOwner, ScopeWorkOwner, Continuation {
  readonly id: RunId;
  readonly done: Promise<RunState>;
  private readonly events: EventLog;
  private readonly values: RunValues;
  private readonly scopes: ScopeWork;
  private readonly turns: Turns;
  private readonly top: Scope;
  private readonly firstState: RunState;
  private current: RunState | null = null;
  /** Its last event was added; nothing starts any more. */
  private ended = false;
  private stopTimeout: (() => void) | null = null;
  private resolveDone!: (state: RunState) => void;
  private rejectDone!: (error: AppError) => void;

  constructor(
    private readonly ports: EnginePorts,
    request: RunRequest,
    private readonly plan: WorkflowPlan,
  ) {
    this.id = request.run ?? ports.ids.runId();
    this.done = new Promise((resolve, reject) => {
      this.resolveDone = resolve;
      this.rejectDone = reject;
    });
    // Whoever waits for `done` hears of a broken journal; nobody has to wait for it.
    this.done.catch(() => undefined);
    this.events = new EventLog(this.id, ports, this);
    const created: RunEvent = {
      run: this.id,
      seq: unnumbered,
      time: this.events.time(),
      type: 'run.created',
      workflow: request.workflowRef,
      input: { value: request.input },
      startedBy: request.startedBy,
    };
    this.firstState = applyRunEvents(null, [created]);
    this.events.add(created);
    this.values = new RunValues(ports);
    const facts: RunFacts = {
      run: this.id,
      startedBy: request.startedBy,
      createdAt: created.time,
      environment: ports.environment,
    };
    this.scopes = new ScopeWork(this.events, this.values, new Calls(ports.kinds, facts), this);
    this.turns = new Turns(ports.clock, this.events, plan.concurrency, this.scopes);
    const steps = new StepWork(ports, this.events, this.values, this.scopes);
    this.scopes.steps = steps;
    this.scopes.turns = this.turns;
    steps.turns = this.turns;
    steps.services = new RunnerServices(
      ports,
      this.events,
      this.values,
      this.scopes,
      request.effects?.policy ?? 'live',
    );
    const { workflowRef: ref, input, folder = null, restricted = false } = request;
    const frame = new Frame(facts, { plan, ref, input, folder, restricted }, null, 0);
    this.top = new Scope(this.scopes, plan.graph, topPath, null, frame);
  }

  begin(): void {
    this.turns.take(() => {
      const [problem] = this.plan.problems;
      if (problem === undefined) this.beginSteps();
      else this.fail(problem);
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

  signal(): Promise<Delivery> {
    return Promise.resolve('not-waiting');
  }

  decide(): Promise<Delivery> {
    return Promise.resolve('not-waiting');
  }

  onTopEnded(scope: Scope): void {
    const outcome = workflowOutcome(scope, this.values);
    if (outcome.error === undefined) this.complete(outcome.output);
    else this.fail(outcome.error, outcome.failedStep);
  }

  onAcknowledged(): void {
    this.turns.startSlice();
    this.turns.pump();
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
      this.values.resolveVars(this.top.frame);
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
    if (limit !== undefined) {
      this.stopTimeout = startTimer(this.ports.clock, limit, () => this.timedOut(limit));
    }
    this.scopes.begin(this.top);
  }

  private complete(output: JsonValue): void {
    this.end();
    this.events.add({
      run: this.id,
      seq: unnumbered,
      time: this.events.time(),
      type: 'run.completed',
      output: this.values.record(output),
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
