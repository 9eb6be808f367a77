import type { CodeDebugHook } from '@shared/debug/code-target';
import type { ResolvedValue } from '@shared/expressions/types';
import { SecretRef, SecretText } from '@shared/expressions/types';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { EffectsPolicy, LogLevel } from '@shared/runs/events';
import type { AttemptServices } from './attempt-context';
import type { BodyWork } from './body-work';
import { unnumbered, type EventLog } from './event-log';
import { DrawnClock, type EffectsWork } from './effects';
import type { Gates } from './gates/gates';
import { checkOutput, jsonSize } from './output-check';
import type { RunValues } from './run-values';
import type { Attempt } from './scope';
import { finalError } from './step-error';
import { stepEnded } from './step-failure';
import { startTimer } from './timers';
import type { Turns } from './turns';
import type {
  BodyOptions,
  BodyOutcome,
  CallRequest,
  Clock,
  EnginePorts,
  WaitAnswer,
  WaitRequest,
} from './types';
import type { Waits } from './waits';

/** Characters of log that one attempt may write. */
const logLimit = 1_000_000;
/** Bytes of data that one line of log may carry. */
const logDataLimit = 100_000;
/** Milliseconds between two recorded progress reports of one attempt. */
const progressPause = 100;

/** What works at a run besides its steps. */
export interface RunLoop {
  readonly turns: Turns;
  readonly waits: Waits;
  readonly bodies: BodyWork;
}

/** Everything a runner may ask for. What an attempt does after its end is ignored. */
export class RunnerServices implements AttemptServices {
  /** What the effects policy changes; null for a run whose effects are live. */
  policy: EffectsWork | null = null;
  /** Null for a run that nobody debugs. */
  gates: Gates | null = null;

  constructor(
    private readonly ports: EnginePorts,
    private readonly events: EventLog,
    private readonly values: RunValues,
    private readonly loop: RunLoop,
    readonly effects: EffectsPolicy,
    /** In a replay that of the recorded run. */
    readonly runId: string,
  ) {}

  clockOf(attempt: Attempt): Clock {
    const source = this.policy?.draws(attempt) ?? null;
    return source === null ? this.ports.clock : new DrawnClock(this.ports.clock, source);
  }

  random(attempt: Attempt): number {
    const source = this.policy?.draws(attempt) ?? null;
    return source === null ? this.ports.random() : source.draw(() => this.ports.random());
  }

  rootsFor(attempt: Attempt): JsonObject {
    return this.values.rootsFor(attempt);
  }

  evaluate(
    attempt: Attempt,
    template: JsonValue,
    locals: Readonly<Record<string, JsonValue>>,
  ): JsonValue {
    const source = this.policy?.draws(attempt) ?? null;
    return this.values.evaluate(attempt, template, locals, source);
  }

  log(attempt: Attempt, level: LogLevel, message: string, data?: JsonValue, line?: number): void {
    if (!attempt.live || attempt.logSize > logLimit) return;
    const dataSize = data === undefined ? 0 : jsonSize(data);
    const kept = dataSize <= logDataLimit ? data : undefined;
    attempt.logSize += message.length + (kept === undefined ? 0 : dataSize);
    if (attempt.logSize > logLimit) {
      this.addLog(attempt, 'warn', 'The log of this attempt is full; what follows is not kept.');
      return;
    }
    this.addLog(attempt, level, message, kept, line);
    if (kept === data) return;
    this.addLog(attempt, 'warn', 'The data of the line above is no JSON or too large to be kept.');
  }

  progress(attempt: Attempt, done: number, total: number | null, message: string): void {
    if (!attempt.live) return;
    attempt.progress = { done, total, message };
    if (attempt.dropProgress !== null) return;
    const pause = attempt.progressedAt + progressPause - this.ports.clock.monotonic();
    // Ten a second are enough to look at; the last of a burst is the one that counts.
    if (pause <= 0) this.addProgress(attempt);
    else
      attempt.dropProgress = startTimer(this.ports.clock, pause, () => this.addProgress(attempt));
  }

  setVariable(attempt: Attempt, name: string, value: JsonValue): void {
    if (!attempt.live) throw stepEnded(attempt.plan.id, 'it can set no variable any more');
    const problem = checkOutput(value, `The value of the variable "${name}"`);
    if (problem !== null) throw finalError(problem);
    const safe = this.values.safe(value);
    const { policy } = this;
    if (policy?.setsVariable === undefined) this.putVariable(attempt, name, safe);
    else policy.setsVariable(attempt, () => this.putVariable(attempt, name, safe));
  }

  private putVariable(attempt: Attempt, name: string, safe: JsonValue): void {
    if (!attempt.live) return;
    const { frame } = attempt.scope;
    frame.vars = { ...frame.vars, [name]: safe };
    this.events.add({
      run: this.events.run,
      seq: unnumbered,
      time: this.events.time(),
      type: 'variable.set',
      step: attempt.plan.id,
      path: attempt.scope.path,
      name,
      value: { value: safe },
      ...(frame.outer !== null && { frame: frame.pathLength }),
    });
    this.loop.turns.pumpSoon();
  }

  async reveal(attempt: Attempt, value: ResolvedValue): Promise<string> {
    if (!attempt.live) throw stepEnded(attempt.plan.id, 'it gets no secret any more');
    if (value instanceof SecretRef || value instanceof SecretText) {
      this.values.revealed = true;
      return this.ports.secrets.reveal(value);
    }
    return typeof value === 'string' ? value : JSON.stringify(value);
  }

  async waitUntil(attempt: Attempt, time: number, reason: string): Promise<void> {
    await this.waitFor(attempt, { for: { type: 'time' }, reason, until: time });
  }

  waitFor(attempt: Attempt, request: WaitRequest): Promise<WaitAnswer> {
    if (!attempt.live) {
      return Promise.reject(stepEnded(attempt.plan.id, 'it cannot wait any more'));
    }
    return this.loop.waits.wait(attempt, request);
  }

  effect<Response extends JsonValue>(
    attempt: Attempt,
    name: string,
    request: JsonValue,
    perform: () => Promise<Response>,
  ): Promise<Response> {
    if (!attempt.live) {
      return Promise.reject(stepEnded(attempt.plan.id, 'it can have no effect any more'));
    }
    attempt.effects += 1;
    return this.policy === null ? perform() : this.policy.effect(attempt, name, request, perform);
  }

  runBody(
    attempt: Attempt,
    iteration: number,
    locals: Readonly<Record<string, JsonValue>>,
    options?: BodyOptions,
  ): Promise<BodyOutcome> {
    if (!attempt.live) {
      return Promise.reject(stepEnded(attempt.plan.id, 'it can run no body any more'));
    }
    return this.loop.bodies.run(attempt, iteration, locals, options);
  }

  callWorkflow(attempt: Attempt, iteration: number, request: CallRequest): Promise<BodyOutcome> {
    if (!attempt.live) {
      return Promise.reject(stepEnded(attempt.plan.id, 'it can call no workflow any more'));
    }
    return this.loop.bodies.call(attempt, iteration, request);
  }

  signal(attempt: Attempt): AbortSignal {
    attempt.controller ??= new AbortController();
    if (!attempt.live && !attempt.controller.signal.aborted) {
      attempt.controller.abort(stepEnded(attempt.plan.id, 'its attempt is over'));
    }
    return attempt.controller.signal;
  }

  debug(attempt: Attempt): CodeDebugHook | null {
    return this.gates?.codeOf(attempt) ?? null;
  }

  private addProgress(attempt: Attempt): void {
    const { progress } = attempt;
    attempt.progress = null;
    attempt.dropProgress = null;
    if (progress === null) return;
    attempt.progressedAt = this.ports.clock.monotonic();
    this.events.add({
      run: this.events.run,
      seq: unnumbered,
      time: this.events.time(),
      type: 'step.progressed',
      step: attempt.plan.id,
      path: attempt.scope.path,
      done: progress.done,
      total: progress.total,
      message: this.values.safeText(progress.message),
    });
    this.loop.turns.pumpSoon();
  }

  private addLog(
    attempt: Attempt,
    level: LogLevel,
    message: string,
    data?: JsonValue,
    line?: number,
  ): void {
    this.events.add({
      run: this.events.run,
      seq: unnumbered,
      time: this.events.time(),
      type: 'step.logged',
      step: attempt.plan.id,
      path: attempt.scope.path,
      level,
      message: this.values.safeText(message),
      ...(data !== undefined && { data: this.values.safe(data) }),
      ...(line !== undefined && { line }),
    });
    this.loop.turns.pumpSoon();
  }
}
