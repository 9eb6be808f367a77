import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { LoopConfig } from '@shared/steps/loop/definition';
import { typeName } from '@shared/lib/type-name';
import { finalError } from '../../engine/step-error';
import type { StepContext, StepOutcome } from '../../engine/types';
import { LoopResults } from './results';

/** A loop that goes on as long as its condition says, one iteration after the other. */
export async function runConditional(context: StepContext<LoopConfig>): Promise<StepOutcome> {
  const { config } = context;
  const results = new LoopResults(config.errors);
  const checksFirst = config.mode === 'while';
  let previous: JsonValue = null;
  for (let index = 0; !results.stopped; index += 1) {
    context.signal.throwIfAborted();
    // An iteration that had begun before a crash had its condition answered then.
    const decided = context.hasBegun(index);
    if (checksFirst && !decided && !holds(context, index, previous)) break;
    if (index === config.maximum) throw tooMany(config);
    const place = results.begin();
    const outcome = await context.runBody(index, localsOf(index, previous));
    previous = results.end(place, index, undefined, outcome);
    const done = results.begun;
    context.progress(done, null, done === 1 ? '1 iteration' : `${done} iterations`);
    if (results.stopped || checksFirst || context.hasBegun(index + 1)) continue;
    if (holds(context, index, previous)) break;
  }
  return results.outcome();
}

function localsOf(index: number, previous: JsonValue): JsonObject {
  return { loop: { index, first: index === 0, previous } };
}

function holds(context: StepContext<LoopConfig>, index: number, previous: JsonValue): boolean {
  const { condition, index: name, mode } = context.config;
  const locals = { ...localsOf(index, previous), [name]: index };
  const answer = condition === undefined ? null : context.evaluate(condition, locals);
  if (typeof answer === 'boolean') return answer;
  throw finalError({
    code: 'LOOP_CONDITION',
    kind: 'user',
    message: `The condition of the loop gave ${typeName(answer)} at iteration ${index}, but must give true or false`,
    hint: `Write a comparison such as {{ loop.previous?.next !== null }}; the loop goes on ${mode} it is true.`,
    details: { index },
  });
}

function tooMany({ maximum, mode }: LoopConfig) {
  return finalError({
    code: 'LOOP_COUNT',
    kind: 'user',
    message: `The loop would go on after ${maximum} iterations, which is its maximum`,
    hint:
      mode === 'while'
        ? 'See why its condition stays true, or raise `maximum`.'
        : 'See why its condition never becomes true, or raise `maximum`.',
    details: { maximum },
  });
}
