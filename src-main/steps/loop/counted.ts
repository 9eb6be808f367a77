import type { JsonObject, JsonValue } from '@shared/lib/json';
import {
  isIterationCount,
  maximumIterations,
  type LoopConfig,
} from '@shared/steps/loop/definition';
import { typeName } from '@shared/lib/type-name';
import { finalError, type StepError } from '../../engine/step-error';
import type { StepContext, StepOutcome } from '../../engine/types';
import { nextTurn } from '../lib/in-slices';
import { itemTypeError } from '../lib/item-errors';
import { LoopResults } from './results';

/** Milliseconds of passing over items after which others in the process get their turn. */
const sliceLength = 8;

/** A loop that knows how many iterations it has: over a list, or a number of times. */
export class CountedLoop {
  private readonly items: readonly JsonValue[] | null;
  private readonly count: number;
  private readonly results: LoopResults;
  /** The last iteration that had begun before a crash; those passed over below it stay so. */
  private readonly lastBegun: number;
  private next = 0;
  private done = 0;

  constructor(private readonly context: StepContext<LoopConfig>) {
    const { config } = context;
    this.items = config.mode === 'items' ? itemsOf(config) : null;
    this.count = this.items?.length ?? timesOf(config);
    this.results = new LoopResults(config.errors);
    this.lastBegun = config.filter === undefined ? -1 : this.findLastBegun();
  }

  async run(): Promise<StepOutcome> {
    const left = Promise.withResolvers<void>();
    const workers = Array.from(
      { length: Math.min(this.context.config.concurrency, this.count) },
      () => this.work(left.resolve),
    );
    // What leaves more than this loop does not wait for the iterations beside it.
    await Promise.race([Promise.all(workers), left.promise]);
    return this.results.outcome();
  }

  /** Takes one item after the other until none is left; several of these work at once. */
  private async work(leave: () => void): Promise<void> {
    const { context, results, count } = this;
    for (;;) {
      let index = this.take();
      while (index === 'later') {
        await nextTurn();
        index = this.take();
      }
      if (index === null) return;
      const item = this.items === null ? undefined : (this.items[index] ?? null);
      const place = results.begin();
      const outcome = await context.runBody(index, this.localsOf(index, item));
      this.done += 1;
      context.progress(this.done, count, `${this.done} of ${count}`);
      results.end(place, index, item, outcome);
      if (results.left !== null) leave();
    }
  }

  /** The next iteration to begin, null when there is none; `later` after a long search for one. */
  private take(): number | null | 'later' {
    const { context, count } = this;
    const { filter } = context.config;
    const sliceEnd = performance.now() + sliceLength;
    while (this.next < count) {
      context.signal.throwIfAborted();
      const index = this.next;
      // What had begun before a crash goes on, whatever came out beside it meanwhile.
      const begun = index <= this.lastBegun || context.hasBegun(index);
      if (this.results.stopped && !begun) return null;
      this.next += 1;
      if (filter === undefined || this.keeps(filter, index)) return index;
      this.done += 1;
      if (performance.now() >= sliceEnd) return 'later';
    }
    return null;
  }

  private keeps(filter: JsonValue, index: number): boolean {
    const { context } = this;
    if (index <= this.lastBegun) return context.hasBegun(index);
    const { item: itemName, index: indexName } = context.config;
    const item = this.items?.[index] ?? null;
    const locals = { ...this.localsOf(index, item), [itemName]: item, [indexName]: index };
    const answer = context.evaluate(filter, locals);
    if (typeof answer === 'boolean') return answer;
    throw itemTypeError('LOOP_FILTER', 'The filter', index, 'true or false', answer);
  }

  /** The item stands once; the names of the body are aliases of what is in `loop`. */
  private localsOf(index: number, item: JsonValue | undefined): JsonObject {
    const { count } = this;
    const place = { index, count, first: index === 0, last: index === count - 1 };
    return { loop: item === undefined ? place : { item, ...place } };
  }

  private findLastBegun(): number {
    for (let index = this.count - 1; index >= 0; index -= 1) {
      if (this.context.hasBegun(index)) return index;
    }
    return -1;
  }
}

function itemsOf({ items }: LoopConfig): readonly JsonValue[] {
  if (items === undefined) {
    throw finalError({
      code: 'STEP_CONFIG',
      kind: 'user',
      message: 'The loop has no list to go through',
      hint: 'Bind `items` to a list, such as {{ steps.load.content }}.',
    });
  }
  if (items.length > maximumIterations) throw tooManyItems(items.length);
  return items;
}

function timesOf({ times }: LoopConfig): number {
  if (isIterationCount(times)) return times;
  const shown = typeof times === 'number' ? String(times) : typeName(times);
  throw finalError({
    code: 'LOOP_COUNT',
    kind: 'user',
    message: `A loop cannot run ${shown} times: it takes a whole number from 0 to ${maximumIterations}`,
    hint: 'Correct `times`, or what its binding gives.',
  });
}

function tooManyItems(count: number): StepError {
  return finalError({
    code: 'LOOP_COUNT',
    kind: 'user',
    message: `The list has ${count} items; a loop may have ${maximumIterations}`,
    hint: 'Use a code step for long lists, or filter the list first.',
    details: { count, limit: maximumIterations },
  });
}
