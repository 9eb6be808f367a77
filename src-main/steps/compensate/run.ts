import { isJsonObject } from '@shared/lib/json';
import type { CompensateConfig } from '@shared/steps/compensate/definition';
import type { StepRunner } from '../../engine/types';

/** The try around it has chosen it; what is to be undone is at hand as its output. */
export const runCompensate: StepRunner<CompensateConfig> = ({ config, roots: { steps } }) => ({
  output: (isJsonObject(steps) && steps[config.step]) || null,
});
