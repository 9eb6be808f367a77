import type { AppErrorData } from '@shared/errors/app-error';
import type { JsonValue } from '@shared/lib/json';
import type { RunEvent } from '@shared/runs/events';
import type { Recorded } from '@shared/runs/recorded';
import type { DrawSource, EffectsWork } from './effects';
import { unnumbered, type EventLog } from './event-log';
import { differenceOf } from './json-difference';
import { checkOutput } from './output-check';
import { valueOf } from './run-record';
import type { RunValues } from './run-values';
import type { Attempt } from './scope';
import { finalError } from './step-error';
import { describeFailure } from './step-failure';

type Drew = Extract<RunEvent, { readonly type: 'step.drew' }> & { draws: (number | string)[] };

/**
 * The policy `record`: effects happen, and what was asked and answered is kept, with every reading
 * of the clock and every random number. An attempt that is done again after a crash gets what it
 * had been answered before.
 */
export class RecordEffects implements EffectsWork {
  readonly pays = true;
  private readonly sources = new WeakMap<Attempt, RecordedDraws>();

  constructor(
    private readonly events: EventLog,
    private readonly values: RunValues,
    private readonly send: () => void,
  ) {}

  standIn(): null {
    return null;
  }

  started(): null {
    return null;
  }

  verdict(): 'run' {
    return 'run';
  }

  holdsBack(): false {
    return false;
  }

  holdsBackBody(): false {
    return false;
  }

  waited(): null {
    return null;
  }

  retryWait(): undefined {
    return undefined;
  }

  draws(attempt: Attempt): DrawSource {
    let source = this.sources.get(attempt);
    if (source === undefined) {
      source = new RecordedDraws(this.events, attempt, this.send);
      this.sources.set(attempt, source);
    }
    return source;
  }

  async effect<Response extends JsonValue>(
    attempt: Attempt,
    name: string,
    request: JsonValue,
    perform: () => Promise<Response>,
  ): Promise<Response> {
    const ordinal = attempt.effects - 1;
    const asked = this.values.safe(request);
    const before = attempt.past?.record?.effects.get(ordinal);
    if (before?.response !== undefined && before.name === name) {
      // The runner asked for this type when it was recorded.
      if (differenceOf(valueOf(before.request), asked) === null) {
        return valueOf(before.response) as Response;
      }
    }
    let response: Response;
    try {
      response = await perform();
    } catch (error) {
      const failure = describeFailure(error, attempt.plan.id);
      this.add(attempt, ordinal, name, asked, { error: this.values.safeError(failure.error) });
      throw error;
    }
    const problem = checkOutput(response, `What "${name}" gave to step "${attempt.plan.id}"`);
    if (problem !== null) throw finalError(problem);
    this.add(attempt, ordinal, name, asked, { response: this.values.record(response) });
    return response;
  }

  private add(
    attempt: Attempt,
    ordinal: number,
    name: string,
    request: JsonValue,
    answer: { readonly response: Recorded } | { readonly error: AppErrorData },
  ): void {
    // An attempt that timed out meanwhile is over, and its log with it.
    if (!attempt.live) return;
    this.events.add({
      run: this.events.run,
      seq: unnumbered,
      time: this.events.time(),
      type: 'step.effect',
      step: attempt.plan.id,
      path: attempt.scope.path,
      attempt: attempt.number,
      ordinal,
      name,
      request: { value: request },
      ...answer,
    });
    this.send();
  }
}

/** Draws of one attempt: first those of before a crash, then fresh ones. */
class RecordedDraws implements DrawSource {
  private readonly before: readonly (number | string)[];
  private at = 0;
  private last: Drew | null = null;

  constructor(
    private readonly events: EventLog,
    private readonly attempt: Attempt,
    private readonly send: () => void,
  ) {
    this.before = attempt.past?.record?.draws ?? [];
  }

  draw<Value extends number | string>(fresh: () => Value): Value {
    const known = this.before[this.at];
    // The same runner draws in the same order, so the type is the same too.
    if (known !== undefined) {
      this.at += 1;
      return known as Value;
    }
    const value = fresh();
    if (this.attempt.live) this.add(value);
    return value;
  }

  private add(value: number | string): void {
    // As long as nobody has seen the event, it can take one more: a loop may draw thousands.
    if (this.last !== null && this.events.isLast(this.last)) {
      this.last.draws.push(value);
      return;
    }
    const { attempt } = this;
    this.last = {
      run: this.events.run,
      seq: unnumbered,
      time: this.events.time(),
      type: 'step.drew',
      step: attempt.plan.id,
      path: attempt.scope.path,
      attempt: attempt.number,
      draws: [value],
    };
    this.events.add(this.last);
    this.send();
  }
}
