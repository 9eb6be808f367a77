import type { AppErrorData } from '@shared/errors/app-error';
import type { JsonValue } from '@shared/lib/json';
import type { Attempt, Scope } from './scope';
import type { RecordedWait } from './step-record';
import type { RecordedStart, StandIn } from './step-start';
import type { Clock } from './types';

// What a run's effects policy changes about its steps. A run whose effects are `live` has none of
// this: null stands for it everywhere, so that it costs nothing.

/** Where times, random numbers and ids come from. */
export interface DrawSource {
  /** What is recorded for this draw, or a fresh one that is recorded. */
  draw<Value extends number | string>(fresh: () => Value): Value;
}

/**
 * One effects policy at work in one run. Where an answer is missing the policy stops the run and
 * throws; what is thrown only ends the runner that asked.
 */
export interface EffectsWork {
  /** Effects happen, so attempts cost what they cost. */
  readonly pays: boolean;
  /** What stands in for the whole step; null when it runs. */
  standIn(attempt: Attempt): StandIn | null;
  /** With what its settings are resolved; null when nothing is recorded. */
  started(attempt: Attempt): RecordedStart | null;
  /** `run` it, or why it fails without being run; `hang`: it never ends by itself. */
  verdict(attempt: Attempt): 'run' | 'hang' | Error;
  /** The answer to the wait that comes next; null when it has to wait, `hang` when none comes. */
  waited(attempt: Attempt): RecordedWait | 'hang' | null;
  effect<Response extends JsonValue>(
    attempt: Attempt,
    name: string,
    request: JsonValue,
    perform: () => Promise<Response>,
  ): Promise<Response>;
  draws(attempt: Attempt): DrawSource | null;
  /** Whether the end of the attempt has to wait for others; `goOn` is called when it has not. */
  holdsBack(attempt: Attempt, goOn: () => void): boolean;
  /** The same for the end of a container's body. */
  holdsBackBody(body: Scope, goOn: () => void): boolean;
  /** A variable is set: `set` does it, at its turn. At once where there is no such method. */
  setsVariable?(attempt: Attempt, set: () => void): void;
  /** Milliseconds until the next attempt, null for none; undefined when the step's policy decides. */
  retryWait(attempt: Attempt): number | null | undefined;
}

export interface EffectsOwner {
  /** The run cannot go on: it fails with this error. */
  stopRun(error: AppErrorData, step: string): void;
  /** The attempt needs no slot any more. */
  release(attempt: Attempt): void;
  /** Runs an attempt that was hanging. */
  execute(attempt: Attempt): void;
  /** It never began in a graph that fails: it is taken back. */
  callOff(attempt: Attempt): void;
  /** Whether nothing is at work in the run but these. */
  standsStill(still: ReadonlySet<Attempt | Scope>): boolean;
}

/** A clock whose readings are drawn. */
export class DrawnClock implements Clock {
  constructor(
    private readonly clock: Clock,
    private readonly source: DrawSource,
  ) {}

  now(): number {
    return this.source.draw(() => this.clock.now());
  }

  monotonic(): number {
    return this.source.draw(() => this.clock.monotonic());
  }

  schedule(milliseconds: number, callback: () => void): () => void {
    return this.clock.schedule(milliseconds, callback);
  }
}
