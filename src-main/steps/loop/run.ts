import type { AppErrorData } from '@shared/errors/app-error';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import { maximumIterations, type LoopConfig } from '@shared/steps/loop/definition';
import { finalError, StepError } from '../../engine/step-error';
import type { StepContext, StepRunner } from '../../engine/types';

interface Progress {
  readonly results: JsonValue[];
  readonly errors: {
    readonly index: number;
    readonly item: JsonValue;
    readonly error: AppErrorData;
  }[];
  next: number;
  done: number;
  stopped: boolean;
}

export const runLoop: StepRunner<LoopConfig> = async (context) => {
  const { config } = context;
  const count = config.items.length;
  if (count > maximumIterations) throw tooManyItems(count);
  const progress: Progress = {
    results: Array.from({ length: count }, () => null),
    errors: [],
    next: 0,
    done: 0,
    stopped: false,
  };
  const workers = Array.from({ length: Math.min(config.concurrency, count) }, () =>
    work(context, progress),
  );
  await Promise.all(workers);
  // Iterations end in any order; errors are listed by item.
  progress.errors.sort((a, b) => a.index - b.index);
  const first = progress.errors[0];
  if (first && config.errors === 'fail-fast') throw iterationFailed(first.index, first.error);
  const errors = progress.errors.map(({ index, item, error }) => ({
    index,
    item,
    error: errorValue(error),
  }));
  return { output: { results: progress.results, errors, count } };
};

/** Takes one item after the other until none is left; several of these work at once. */
async function work(context: StepContext<LoopConfig>, progress: Progress): Promise<void> {
  const { config } = context;
  const count = config.items.length;
  while (progress.next < count && !progress.stopped) {
    context.signal.throwIfAborted();
    const index = progress.next++;
    const item = config.items[index] ?? null;
    const outcome = await context.runBody(index, localsOf(config, item, index));
    progress.done += 1;
    context.progress(progress.done, count, `${progress.done} of ${count}`);
    if (outcome.status === 'completed') {
      progress.results[index] = outcome.output;
      continue;
    }
    const error = outcome.error ?? unknownFailure;
    progress.errors.push({ index, item, error });
    if (config.errors === 'fail-fast') progress.stopped = true;
  }
}

function localsOf(config: LoopConfig, item: JsonValue, index: number): JsonObject {
  const count = config.items.length;
  return {
    loop: { item, index, count, first: index === 0, last: index === count - 1 },
    [config.index]: index,
    [config.item]: item,
  };
}

const unknownFailure: AppErrorData = {
  code: 'LOOP_ITERATION',
  kind: 'operational',
  message: 'The steps inside the loop failed',
};

function errorValue({ code, message, hint }: AppErrorData): JsonObject {
  return { code, message, ...(hint !== undefined && { hint }) };
}

function iterationFailed(index: number, error: AppErrorData): StepError {
  return new StepError(
    {
      code: error.code,
      kind: error.kind,
      message: `Item ${index}: ${error.message}`,
      ...(error.hint !== undefined && { hint: error.hint }),
      details: { ...error.details, index },
    },
    // The step inside has used up its own retries; repeating the whole loop is the author's choice.
    { type: 'retryable' },
  );
}

function tooManyItems(count: number): StepError {
  return finalError({
    code: 'LOOP_COUNT',
    kind: 'user',
    message: `The list has ${count} items; a loop may have ${maximumIterations}`,
    hint: 'Use a code step for long lists, or filter the list first.',
  });
}
