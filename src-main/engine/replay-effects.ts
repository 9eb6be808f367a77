import type { AppErrorData } from '@shared/errors/app-error';
import type { JsonValue } from '@shared/lib/json';
import { scopeKey, stepRunKey } from '@shared/runs/scope-path';
import type { DrawSource, EffectsOwner, EffectsWork } from './effects';
import { differenceOf } from './json-difference';
import type { RecordedAttempt, Recording } from './recording';
import { ReplayOrder } from './replay-order';
import { ReplayVariables } from './replay-variables';
import { valueOf } from './run-record';
import type { RecordedWait } from './step-record';
import type { RunValues } from './run-values';
import { Attempt, type Scope } from './scope';
import { retryableError } from './step-error';
import { stepEnded } from './step-failure';
import type { Clock } from './types';
import type { RecordedStart, StandIn } from './step-start';

/**
 * The policy `replay`: nothing happens outside the run. What a recorded run was answered stands in,
 * attempt by attempt; its waits and retries take no time. Where the recording has no answer the run
 * is stopped: an invented one would make everything after it worthless.
 */
export class ReplayEffects implements EffectsWork {
  readonly pays = false;
  private readonly attempts = new WeakMap<Attempt, Replayed>();
  private readonly order = new ReplayOrder();
  private readonly variables = new ReplayVariables<Attempt>();
  /** Attempts that will not end by themselves. */
  private readonly hanging = new Set<Attempt>();
  /** Those, and what waits with its end for others. */
  private readonly still = new Set<Attempt | Scope>();
  /** How often a body has ended, by its key. */
  private readonly bodyEnds = new Map<string, number>();
  /** Places of bodies that have come to their ends. */
  private readonly heldBodies = new WeakMap<Scope, number>();
  /** Bodies and containers that have come to their ends, which the recorded ones never did. */
  private readonly idle = new Map<Attempt | Scope, () => void>();
  /** Attempts that were not recorded and run all the same. */
  private readonly released = new WeakSet<Attempt>();
  private looking = false;
  /** The last attempt of each step run. */
  private readonly last = new Map<string, Replayed>();

  constructor(
    private readonly recording: Recording,
    private readonly values: RunValues,
    private readonly owner: EffectsOwner,
    private readonly clock: Clock,
    private readonly setVariable: (attempt: Attempt, name: string, value: JsonValue) => void,
  ) {}

  standIn(attempt: Attempt): StandIn | null {
    const answer = this.recordedOutput(attempt);
    const order = this.of(attempt).record?.order ?? null;
    if (answer !== null && order !== null) {
      this.variablesOver(attempt);
      this.ended(order);
    }
    return answer;
  }

  private recordedOutput(attempt: Attempt): StandIn | null {
    const { record } = this.of(attempt);
    // It did not even start, because of its settings or its circuit breaker.
    if (record?.started === null && record.error !== null) throw retryableError(record.error);
    if (record?.end === 'skipped') return { output: null, skipped: true };
    const completion = record?.completion ?? null;
    if (completion === null) return null;
    // Nobody ran it to this end.
    if (record?.decision !== 'done' && completion.by === undefined) return null;
    const { output, taken } = completion;
    return { output: valueOf(output), taken };
  }

  started(attempt: Attempt): RecordedStart | null {
    const started = this.of(attempt).record?.started ?? null;
    if (started === null) return null;
    const { key, draws = [], edited, input } = started;
    return { key, draws, ...(edited && { edited: input }) };
  }

  verdict(attempt: Attempt): 'run' | 'hang' | Error {
    const { record } = this.of(attempt);
    if (record === null) {
      if (this.released.has(attempt)) return 'run';
      return this.recording.isCutShort(attempt.scope.path) ? this.hang(attempt) : 'run';
    }
    if (isCutOff(record) && record.next !== null) return retryableError(lostAttempt(attempt));
    if (isCutOff(record) && !attempt.plan.coordinates) return this.hang(attempt);
    if (record.error?.code !== 'STEP_TIMEOUT') return 'run';
    // Whatever took so long is not asked again.
    for (const { name, value } of record.variables) this.setVariable(attempt, name, value);
    return retryableError(record.error);
  }

  waited(attempt: Attempt): RecordedWait | 'hang' {
    const replayed = this.of(attempt);
    const wait = replayed.record?.waits[replayed.waits];
    replayed.waits += 1;
    if (wait?.end) return wait;
    const which = `it waits for the ${ordinalOf(replayed.waits)} time, which was not recorded`;
    return this.missing(attempt, which);
  }

  async effect<Response extends JsonValue>(
    attempt: Attempt,
    name: string,
    request: JsonValue,
  ): Promise<Response> {
    const ordinal = attempt.effects - 1;
    const recorded = this.of(attempt).record?.effects.get(ordinal);
    const which = `its ${ordinalOf(ordinal + 1)} effect "${name}"`;
    if (recorded === undefined) {
      this.missing(attempt, `${which} was not recorded`);
      return new Promise(() => undefined);
    }
    if (recorded.name !== name) {
      throw this.miss(attempt, `${which} was recorded as "${recorded.name}"`);
    }
    const difference = differenceOf(valueOf(recorded.request), this.values.safe(request));
    if (difference !== null) throw this.miss(attempt, `${which} asks otherwise: ${difference}`);
    if (recorded.error !== undefined) throw retryableError(recorded.error);
    // The runner asked for this type when it was recorded.
    return valueOf(recorded.response ?? { value: null }) as Response;
  }

  draws(attempt: Attempt): DrawSource | null {
    const replayed = this.of(attempt);
    const { record } = replayed;
    if (record === null || !this.recording.hasDraws) return null;
    return {
      draw: <Value extends number | string>(fresh: () => Value): Value => {
        const value = record.draws[replayed.draws];
        replayed.draws += 1;
        if (value !== undefined) return value as Value;
        if (record.end !== 'completed') return fresh();
        throw this.miss(attempt, 'it reads the clock or chance more often than recorded');
      },
    };
  }

  setsVariable(attempt: Attempt, set: () => void): void {
    const replayed = this.of(attempt);
    const recorded = replayed.record?.variables[replayed.sets];
    replayed.sets += 1;
    if (recorded === undefined) set();
    else this.variables.take(attempt, recorded.place, set);
  }

  private variablesOver(attempt: Attempt): void {
    const { record } = this.of(attempt);
    this.variables.finish(attempt, record?.variables.map(({ place }) => place) ?? []);
  }

  holdsBack(attempt: Attempt, goOn: () => void): boolean {
    const { record } = this.of(attempt);
    if (record === null) return false;
    const holds = this.holdsRecorded(attempt, record, goOn);
    if (!holds) this.variablesOver(attempt);
    return holds;
  }

  private holdsRecorded(attempt: Attempt, record: RecordedAttempt, goOn: () => void): boolean {
    const { order } = record;
    // One that was cut off at work hangs; a container runs its bodies first.
    if (order === null) return isCutOff(record) && this.waitsForItsEnd(attempt, goOn);
    if (!this.holds(attempt, order, goOn)) return false;
    this.owner.release(attempt);
    return true;
  }

  holdsBackBody(body: Scope, goOn: () => void): boolean {
    const key = scopeKey(body.path);
    const generation = this.bodyEnds.get(key) ?? 0;
    if (!this.heldBodies.has(body)) this.bodyEnds.set(key, generation + 1);
    const before = this.heldBodies.get(body);
    const order = before ?? this.recording.endOf(key, generation);
    if (order === null) return this.recording.wasCancelled(key) && this.waitsForItsEnd(body, goOn);
    this.heldBodies.set(body, order);
    return this.holds(body, order, goOn);
  }

  /** In the recorded run it never came to its end: something else ends it, here too. */
  private waitsForItsEnd(what: Attempt | Scope, goOn: () => void): boolean {
    if (this.idle.delete(what)) return false;
    this.idle.set(what, goOn);
    this.still.add(what);
    if (!this.looking) this.look(0);
    return true;
  }

  private holds(what: Attempt | Scope, order: number, goOn: () => void): boolean {
    const end = (): void => {
      this.still.delete(what);
      if (isUnderWay(what)) goOn();
      else this.ended(order);
    };
    if (this.order.holds(order, end)) {
      this.still.add(what);
      if (!this.looking) this.look(0);
      return true;
    }
    this.ended(order);
    return false;
  }

  retryWait(attempt: Attempt): number | null | undefined {
    const { record } = this.of(attempt);
    if (record === null) return undefined;
    return record.next === null && record.end !== 'retrying' ? null : 0;
  }

  /** There is no answer: it fails as it was recorded, or hangs as it was recorded, or it is a miss. */
  private missing(attempt: Attempt, what: string): 'hang' {
    const { record } = this.of(attempt);
    if (record?.error) throw retryableError(record.error);
    if (record === null && this.recording.isCutShort(attempt.scope.path)) return this.hang(attempt);
    if (record !== null && isCutOff(record)) return this.hang(attempt);
    throw this.miss(attempt, record === null ? notRecorded : what);
  }

  /** Stops the run; gives what ends the runner that asked. */
  private miss(attempt: Attempt, reason: string): Error {
    this.owner.stopRun(replayMiss(attempt, reason), attempt.plan.id);
    return stepEnded(attempt.plan.id, reason);
  }

  /**
   * It was at work when something else ended the graph around it, which will happen here too. If
   * nothing is left that could, the recorded run was ended from outside, and the replay ends there.
   */
  private hang(attempt: Attempt): 'hang' {
    this.hanging.add(attempt);
    this.still.add(attempt);
    this.owner.release(attempt);
    if (!this.looking) this.look(0);
    return 'hang';
  }

  private ended(order: number): void {
    this.order.ended(order);
    // After its end was recorded.
    if (this.order.isHolding) this.clock.schedule(0, () => this.order.releaseNext());
  }

  private look(pause: number): void {
    this.looking = true;
    this.clock.schedule(pause, () => {
      this.looking = false;
      this.lookOnce();
      if (this.still.size > 0) this.look(lookPause);
    });
  }

  private lookOnce(): void {
    for (const what of this.still) if (!isUnderWay(what)) this.still.delete(what);
    for (const attempt of this.hanging) if (!attempt.live) this.hanging.delete(attempt);
    for (const what of this.idle.keys()) if (!isUnderWay(what)) this.idle.delete(what);
    for (const attempt of this.hanging) if (this.isHeldUp(attempt)) this.owner.callOff(attempt);
    if (this.still.size === 0 || !this.owner.standsStill(this.still)) return;
    if (this.order.isHolding) this.order.passOver();
    else if (!this.goFurther()) this.missFirst();
  }

  /** What has come further than the recorded run ever came goes on, for nothing else does. */
  private goFurther(): boolean {
    for (const [what, goOn] of this.idle) {
      this.still.delete(what);
      goOn();
      return true;
    }
    for (const attempt of this.hanging) {
      if (this.of(attempt).record !== null || this.released.has(attempt)) continue;
      this.released.add(attempt);
      this.hanging.delete(attempt);
      this.still.delete(attempt);
      this.owner.execute(attempt);
      return true;
    }
    return false;
  }

  private missFirst(): void {
    const [first] = this.hanging;
    if (first !== undefined) this.miss(first, cutOff);
  }

  /** Its graph fails and waits for it alone, which the recorded one did not. */
  private isHeldUp({ scope }: Attempt): boolean {
    return scope.failure !== null && this.recording.hasFailed(scope.path);
  }

  private of(attempt: Attempt): Replayed {
    let replayed = this.attempts.get(attempt);
    if (replayed === undefined) {
      const run = stepRunKey(attempt.scope.path, attempt.plan.id);
      replayed = this.next(run, attempt.number);
      this.attempts.set(attempt, replayed);
      this.last.set(run, replayed);
    }
    return replayed;
  }

  private next(run: string, number: number): Replayed {
    const before = this.last.get(run);
    const fresh = { waits: 0, draws: 0, sets: 0 };
    if (before === undefined) {
      return { ...fresh, record: this.recording.find(run, number, 0), generation: 0 };
    }
    const { generation } = before;
    if (number > 1) return { ...fresh, record: before.record?.next ?? null, generation };
    // Its container is tried again.
    const record = this.recording.find(run, 1, generation + 1);
    return { ...fresh, record, generation: generation + 1 };
  }
}

const notRecorded = 'this attempt was not recorded';
const cutOff = 'the recorded run ended while it was at work';

/** Milliseconds between two looks at whether anything still happens. */
const lookPause = 20;

function isUnderWay(what: Attempt | Scope): boolean {
  return what instanceof Attempt ? what.live : !what.ended;
}

/** It neither completed nor failed. */
function isCutOff({ end }: RecordedAttempt): boolean {
  return end === null || end === 'cancelled';
}

interface Replayed {
  readonly record: RecordedAttempt | null;
  readonly generation: number;
  waits: number;
  draws: number;
  /** Variables that it has set. */
  sets: number;
}

function lostAttempt({ plan, number }: Attempt): AppErrorData {
  return {
    code: 'STEP_CANCELLED',
    kind: 'operational',
    message: `Attempt ${number} of step "${plan.id}" was cut off in the recorded run.`,
  };
}

function replayMiss({ scope, plan, number }: Attempt, reason: string): AppErrorData {
  const where = stepRunKey(scope.path, plan.id);
  return {
    code: 'REPLAY_MISS',
    kind: 'user',
    message: `The recording has no answer for step "${where}", attempt ${number}: ${reason}.`,
    hint: 'Replay the workflow and the input that were recorded, or record a new run of this one.',
    details: { step: plan.id, at: where, attempt: number, reason },
  };
}

function ordinalOf(count: number): string {
  const words = ['first', 'second', 'third'];
  return words[count - 1] ?? `${count}th`;
}
