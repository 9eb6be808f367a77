import type { CatchConfig } from '@shared/steps/catch/definition';
import type { StepRunner } from '../../engine/types';

/** The try around it has chosen it and gives the error to its part. */
export const runCatch: StepRunner<CatchConfig> = ({ roots }) => ({
  output: roots['error'] ?? null,
});
