import type { LoopConfig } from '@shared/steps/loop/definition';
import { finalError } from '../../engine/step-error';
import type { StepRunner } from '../../engine/types';
import { runConditional } from './conditional';
import { CountedLoop } from './counted';

export const runLoop: StepRunner<LoopConfig> = async (context) => {
  const { mode, concurrency } = context.config;
  if (mode === 'items' || mode === 'count') return new CountedLoop(context).run();
  if (concurrency > 1) {
    throw finalError({
      code: 'LOOP_CONCURRENCY',
      kind: 'user',
      message: `A loop that goes on ${mode} something is true does one iteration after the other, not ${concurrency} at once`,
      hint: 'Remove `concurrency`, or loop over a list.',
    });
  }
  return runConditional(context);
};
