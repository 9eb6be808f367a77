import type { ConditionConfig } from '@shared/steps/condition/definition';
import type { StepRunner } from '../../engine/types';

export const runCondition: StepRunner<ConditionConfig> = ({ config }) => ({
  output: { result: config.when },
  taken: [config.when ? 'true' : 'false'],
});
