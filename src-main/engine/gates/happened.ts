import type { JsonValue } from '@shared/lib/json';
import type { RunEvent } from '@shared/runs/events';
import type { Recorded } from '@shared/runs/recorded';
import { stepRunKey, type ScopePath } from '@shared/runs/scope-path';
import type { RunState } from '@shared/runs/state';
import { differenceOf } from '../json-difference';
import { valueOf } from '../run-record';
import type { Attempt } from '../scope';
import type { ForeignLog } from '../types';

/** What a step did, and what it was asked. */
export interface Completion {
  readonly input: Recorded;
  readonly output: Recorded;
  readonly taken: readonly string[];
}

/** `null`: it has not happened, so it may happen. `ask`: it has, but with other settings. */
export type Answer =
  { readonly output: JsonValue; readonly taken: readonly string[] } | 'ask' | null;

/**
 * Effects that happened and were taken back by a jump, a restart or a fork. They cannot be undone, so
 * a step that would have one again gives what it had given, as long as it asks for the same.
 */
export class Happened {
  private readonly known = new Map<string, Completion[]>();

  /** What stands in a log that goes on: of it, what a person has taken back. */
  static ofLog(events: readonly RunEvent[]): Happened | null {
    const isTakenBack = events.some(
      ({ type }) => type === 'scope.jumped' || type === 'step.restarted',
    );
    if (!isTakenBack) return null;
    const happened = new Happened();
    const fold = new Completions();
    for (const event of events) {
      fold.take(event);
      if (event.type === 'step.restarted') {
        happened.takeBack(fold.ended, event.path, [event.step], event.live);
      } else if (event.type === 'scope.jumped') {
        happened.takeBack(fold.ended, event.path, event.reset, event.live);
      }
    }
    return happened;
  }

  /** What happened in the runs that this one was made from, after it had gone its own way. */
  addForeign({ events, at }: ForeignLog): void {
    const fold = new Completions();
    for (const event of events) {
      const done = fold.take(event);
      if (done !== null && event.seq > at) this.add(done.key, done.completion);
    }
  }

  /** Steps that are about to be done again, with all inside them. */
  reset(state: RunState, path: ScopePath, steps: readonly string[], live: boolean): void {
    const ended = new Map<string, Completion>();
    for (const [key, { status, input, output, taken = [], tookItself, by }] of state.steps) {
      if (status !== 'completed' || by === 'debugger') continue;
      if (input && output) ended.set(key, { input, output, taken: tookItself ?? taken });
    }
    this.takeBack(ended, path, steps, live ? true : undefined);
  }

  answer(attempt: Attempt, input: Recorded): Answer {
    const known = this.known.get(stepRunKey(attempt.scope.path, attempt.plan.id));
    if (known === undefined) return null;
    const asked = valueOf(input);
    const same = known.find((one) => isSame(one, asked));
    return same === undefined ? 'ask' : { output: valueOf(same.output), taken: same.taken };
  }

  private takeBack(
    ended: ReadonlyMap<string, Completion>,
    path: ScopePath,
    steps: readonly string[],
    live: true | undefined,
  ): void {
    const keys = steps.map((step) => stepRunKey(path, step));
    const isInside = (key: string) =>
      keys.some((outer) => key === outer || key.startsWith(`${outer}[`));
    if (live) {
      for (const key of this.known.keys()) if (isInside(key)) this.known.delete(key);
      return;
    }
    for (const [key, completion] of ended) if (isInside(key)) this.add(key, completion);
  }

  private add(key: string, completion: Completion): void {
    const known = this.known.get(key);
    if (known === undefined) this.known.set(key, [completion]);
    else known.push(completion);
  }
}

/** What is too large to be at hand here cannot be compared: then a person is asked. */
function isSame({ input, output }: Completion, asked: JsonValue): boolean {
  if (!('value' in input) || !('value' in output)) return false;
  return differenceOf(input.value, asked) === null;
}

/** Which steps have completed, with what they were asked. */
class Completions {
  readonly ended = new Map<string, Completion>();
  private readonly inputs = new Map<string, Recorded>();

  take(event: RunEvent): { readonly key: string; readonly completion: Completion } | null {
    if (event.type === 'step.started') {
      this.inputs.set(stepRunKey(event.path, event.step), event.input);
      return null;
    }
    if (event.type !== 'step.completed' || event.by === 'debugger') return null;
    const key = stepRunKey(event.path, event.step);
    const input = event.input ?? this.inputs.get(key);
    if (input === undefined) return null;
    const completion = { input, output: event.output, taken: event.taken };
    this.ended.set(key, completion);
    return { key, completion };
  }
}
