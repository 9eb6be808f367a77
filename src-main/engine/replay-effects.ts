import type { AppErrorData } from '@shared/errors/app-error';
import type { JsonValue } from '@shared/lib/json';
import { stepRunKey } from '@shared/runs/events';
import type { DrawSource, EffectsOwner, EffectsWork, RecordedStart, StandIn } from './effects';
import { differenceOf } from './json-difference';
import type { RecordedAttempt, Recording } from './recording';
import { valueOf, type RecordedWait } from './run-record';
import type { RunValues } from './run-values';
import type { Attempt } from './scope';
import { retryableError } from './step-error';
import { stepEnded } from './step-failure';

/**
 * The policy `replay`: nothing happens outside the run. What a recorded run was answered stands in,
 * attempt by attempt; its waits and retries take no time. Where the recording has no answer the run
 * is stopped: an invented one would make everything after it worthless.
 */
export class ReplayEffects implements EffectsWork {
  private readonly attempts = new WeakMap<Attempt, Replayed>();
  /** The last attempt of each step run. */
  private readonly last = new Map<string, Replayed>();

  constructor(
    private readonly recording: Recording,
    private readonly values: RunValues,
    private readonly owner: EffectsOwner,
    private readonly setVariable: (attempt: Attempt, name: string, value: JsonValue) => void,
  ) {}

  standIn(attempt: Attempt): StandIn | null {
    const { record } = this.of(attempt);
    // It did not even start, because of its settings or its circuit breaker.
    if (record?.started === null && record.error !== null) throw retryableError(record.error);
    if (record?.end === 'skipped') return { output: null, skipped: true };
    if (record?.decision !== 'done' || record.completion === null) return null;
    const { output, taken } = record.completion;
    return { output: valueOf(output), taken };
  }

  started(attempt: Attempt): RecordedStart | null {
    const started = this.of(attempt).record?.started ?? null;
    return started === null ? null : { key: started.key, draws: started.draws ?? [] };
  }

  failure(attempt: Attempt): Error | null {
    const { record } = this.of(attempt);
    if (record?.error?.code !== 'STEP_TIMEOUT') return null;
    // Whatever took so long is not asked again.
    for (const { name, value } of record.variables) this.setVariable(attempt, name, value);
    return retryableError(record.error);
  }

  waited(attempt: Attempt): RecordedWait {
    const replayed = this.of(attempt);
    const wait = replayed.record?.waits[replayed.waits];
    replayed.waits += 1;
    if (wait?.end) return wait;
    throw this.missing(
      attempt,
      wait === undefined
        ? `it waits for the ${ordinalOf(replayed.waits)} time, which was not recorded`
        : 'the recording ends while it waits',
    );
  }

  async effect<Response extends JsonValue>(
    attempt: Attempt,
    name: string,
    request: JsonValue,
  ): Promise<Response> {
    const ordinal = attempt.effects - 1;
    const recorded = this.of(attempt).record?.effects.get(ordinal);
    const which = `its ${ordinalOf(ordinal + 1)} effect "${name}"`;
    if (recorded === undefined) throw this.missing(attempt, `${which} was not recorded`);
    if (recorded.name !== name) {
      throw this.missing(attempt, `${which} was recorded as "${recorded.name}"`);
    }
    const difference = differenceOf(valueOf(recorded.request), this.values.safe(request));
    if (difference !== null) throw this.missing(attempt, `${which} asks otherwise: ${difference}`);
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
        throw this.missing(attempt, 'it reads the clock or chance more often than recorded');
      },
    };
  }

  retryWait(attempt: Attempt): number | null | undefined {
    const { record } = this.of(attempt);
    if (record === null) return undefined;
    return record.next === null ? null : 0;
  }

  /** What ends a runner whose answer is missing: as it was recorded, or with the whole run. */
  private missing(attempt: Attempt, what: string): Error {
    const { record } = this.of(attempt);
    if (record?.error) return retryableError(record.error);
    if (this.retryWait(attempt) === 0) return retryableError(lostAttempt(attempt));
    const ended = record === null ? 'this attempt was not recorded' : what;
    const unfinished = record !== null && (record.end === null || record.end === 'cancelled');
    const reason = unfinished ? `${ended}; it was cut off when the recorded run ended` : ended;
    this.owner.stopRun(replayMiss(attempt, reason), attempt.plan.id);
    return stepEnded(attempt.plan.id, reason);
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
    const fresh = { waits: 0, draws: 0 };
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

interface Replayed {
  readonly record: RecordedAttempt | null;
  readonly generation: number;
  waits: number;
  draws: number;
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
