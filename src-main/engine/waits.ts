import type { JsonValue } from '@shared/lib/json';
import type { RunEvent } from '@shared/runs/events';
import type { EffectsWork } from './effects';
import { unnumbered, type EventLog } from './event-log';
import type { Gates } from './gates/gates';
import { checkOutput } from './output-check';
import { valueOf } from './run-record';
import type { RecordedWait } from './step-record';
import type { RunValues } from './run-values';
import type { Attempt, OpenWait } from './scope';
import { finalError } from './step-error';
import { stepEnded } from './step-failure';
import type { TimeLimits } from './time-limits';
import { startAlarm } from './timers';
import type { Turns } from './turns';
import type { Clock, Delivery, WaitAnswer, WaitRequest } from './types';

const timeout: WaitAnswer = { type: 'timeout' };

/**
 * Waits for a time or for something from outside. A waiting attempt holds no slot. One that is done
 * again after a crash gets the answers it had got before; a wait that was open goes on, until the
 * time that was recorded.
 */
export class Waits {
  turns!: Turns;
  limits!: TimeLimits;
  effects: EffectsWork | null = null;
  /** Null for a run that nobody debugs. */
  gates: Gates | null = null;
  /** Signals for waits that an attempt has not come to again yet, by attempt. */
  private early: WeakMap<Attempt, EarlySignal[]> | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly events: EventLog,
    private readonly values: RunValues,
  ) {}

  wait(attempt: Attempt, request: WaitRequest): Promise<WaitAnswer> {
    if (attempt.wait !== null) {
      const message = `Step "${attempt.plan.id}" waits already; one wait at a time.`;
      return Promise.reject(finalError({ code: 'STEP_FAILED', kind: 'bug', message }));
    }
    if (this.effects !== null) {
      try {
        const replayed = this.effects.waited(attempt);
        if (replayed === 'hang') return never();
        if (replayed !== null) return this.pass(attempt, request, replayed);
      } catch (error) {
        return Promise.reject(error);
      }
    }
    const before = recordedWait(attempt);
    if (before?.end) return Promise.resolve(answerOf(before.end));
    return this.open(attempt, before === null ? request : { ...request, until: before.until });
  }

  /** After a wait, with a slot again. */
  resume(attempt: Attempt): void {
    const { wait } = attempt;
    attempt.wait = null;
    attempt.state = 'running';
    const { answer } = wait ?? { answer: timeout };
    this.addResumed(attempt, answer);
    this.limits.start(attempt);
    if (wait === null) return;
    attempt.waited += this.clock.monotonic() - wait.since;
    wait.heard?.(true);
    // What has no effect may run before its log is kept.
    if (attempt.plan.pure) wait.resolve(answer);
    else this.events.whenKept({ kept: () => goOn(attempt, wait) });
  }

  /** The attempt is over: nobody will answer its wait. */
  end(attempt: Attempt, reason: string): void {
    for (const { resolve } of this.takeEarly(attempt)) resolve('not-waiting');
    const { wait } = attempt;
    if (wait === null) return;
    attempt.wait = null;
    wait.stop();
    wait.heard?.(false);
    wait.reject(stepEnded(attempt.plan.id, reason));
  }

  /** Something came from outside. Resolves when that is kept, or at once when it changes nothing. */
  signal(attempt: Attempt, value: JsonValue): Promise<Delivery> {
    const problem = checkOutput(value, `The signal for step "${attempt.plan.id}"`);
    if (problem !== null) return Promise.reject(finalError(problem));
    // It is held where it waits: what came is kept by whoever brings it, and brought again.
    if (attempt.hold !== null) return Promise.resolve('not-waiting');
    if (attempt.state === 'waiting') return this.deliver(attempt, value);
    if (!comesToItsWait(attempt)) return Promise.resolve('not-waiting');
    return new Promise((resolve, reject) => {
      this.early ??= new WeakMap();
      this.early.set(attempt, [...(this.early.get(attempt) ?? []), { value, resolve, reject }]);
    });
  }

  private deliver(attempt: Attempt, value: JsonValue): Promise<Delivery> {
    const { wait } = attempt;
    if (wait === null) return Promise.resolve('not-waiting');
    try {
      if (!takesSignal(wait.request, value)) return Promise.resolve('refused');
    } catch (error) {
      return Promise.reject(error);
    }
    return new Promise((resolve) => {
      wait.heard = (taken) => {
        if (!taken) resolve('not-waiting');
        else this.events.whenKept({ kept: () => resolve('accepted') });
      };
      wait.stop();
      this.wake(attempt, { type: 'signal', value: this.values.safe(value) });
    });
  }

  private wake(attempt: Attempt, answer: WaitAnswer): void {
    const { wait, hold } = attempt;
    if (wait === null) return;
    wait.answer = answer;
    if (hold !== null) {
      hold.isDue = true;
      return;
    }
    this.wakeNow(attempt);
    this.turns.pump();
  }

  /** What it waited for has come: it goes on when it has a slot. */
  wakeNow(attempt: Attempt): void {
    attempt.state = 'resuming';
    this.turns.request(attempt);
  }

  private open(attempt: Attempt, request: WaitRequest): Promise<WaitAnswer> {
    this.limits.stop(attempt);
    attempt.state = 'waiting';
    this.turns.release(attempt);
    this.addWaiting(attempt, request);
    this.turns.pumpSoon();
    const answer = new Promise<WaitAnswer>((resolve, reject) => {
      const { until } = request;
      const stop =
        until === null ? noAlarm : startAlarm(this.clock, until, () => this.wake(attempt, timeout));
      const since = this.clock.monotonic();
      attempt.wait = { since, request, resolve, reject, stop, answer: timeout, heard: null };
    });
    this.gates?.stopsAt(attempt, 'wait');
    for (const { value, resolve, reject } of this.takeEarly(attempt)) {
      this.signal(attempt, value).then(resolve, reject);
    }
    return answer;
  }

  /** In a replay a wait takes no time. */
  private pass(attempt: Attempt, request: WaitRequest, wait: RecordedWait): Promise<WaitAnswer> {
    const answer = answerOf(wait.end ?? { signal: undefined });
    this.addWaiting(attempt, { ...request, until: wait.until });
    this.addResumed(attempt, answer);
    this.turns.pumpSoon();
    return Promise.resolve(answer);
  }

  private addWaiting(attempt: Attempt, request: WaitRequest): void {
    const event: RunEvent = {
      run: this.events.run,
      seq: unnumbered,
      time: this.events.time(),
      type: 'step.waiting',
      step: attempt.plan.id,
      path: attempt.scope.path,
      attempt: attempt.number,
      until: request.until,
      reason: this.values.safeText(request.reason),
      ...(request.for.type !== 'time' && { for: request.for }),
      ...(attempt.effects > 0 && { effects: attempt.effects }),
    };
    this.events.add(event);
  }

  private addResumed(attempt: Attempt, answer: WaitAnswer): void {
    this.events.add({
      run: this.events.run,
      seq: unnumbered,
      time: this.events.time(),
      type: 'step.resumed',
      step: attempt.plan.id,
      path: attempt.scope.path,
      attempt: attempt.number,
      ...(answer.type === 'signal' && { signal: { value: answer.value } }),
    });
  }

  private takeEarly(attempt: Attempt): readonly EarlySignal[] {
    const signals = this.early?.get(attempt);
    if (signals === undefined) return [];
    this.early?.delete(attempt);
    return signals;
  }
}

interface EarlySignal {
  readonly value: JsonValue;
  readonly resolve: (delivery: Delivery) => void;
  readonly reject: (reason: unknown) => void;
}

function noAlarm(): void {
  // It waits for a signal only.
}

/** Something else ends the attempt. */
function never(): Promise<never> {
  return new Promise(() => undefined);
}

function takesSignal(request: WaitRequest, value: JsonValue): boolean {
  if (request.for.type === 'time') return false;
  return request.accepts === undefined || request.accepts(value);
}

/** What was recorded of the wait that comes now; null when it is new. */
function recordedWait(attempt: Attempt): RecordedWait | null {
  const { past } = attempt;
  const wait = past?.record?.waits[past.waits] ?? null;
  if (past !== null && wait !== null) past.waits += 1;
  return wait;
}

/** It waited when the process ended, and its runner is on its way to the same wait. */
function comesToItsWait(attempt: Attempt): boolean {
  const { past, state } = attempt;
  if (past === null || past.record === null || state === 'settling' || state === 'over') {
    return false;
  }
  return past.record.openWait !== null && past.waits < past.record.waits.length;
}

function answerOf(end: NonNullable<RecordedWait['end']>): WaitAnswer {
  if (end.signal === undefined) return timeout;
  return { type: 'signal', value: valueOf(end.signal) };
}

function goOn(attempt: Attempt, wait: OpenWait): void {
  if (attempt.live) wait.resolve(wait.answer);
  else wait.reject(stepEnded(attempt.plan.id, 'its attempt is over'));
}
