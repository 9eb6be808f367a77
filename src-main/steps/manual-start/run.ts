import type { ManualStartConfig } from '@shared/steps/manual-start/definition';
import type { StepRunner } from '../../engine/types';

/** The run's input, as it was given. */
export const runManualStart: StepRunner<ManualStartConfig> = ({ roots }) => ({
  output: roots['input'] ?? null,
});
