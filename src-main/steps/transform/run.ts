import type { TransformConfig } from '@shared/steps/transform/definition';
import type { StepRunner } from '../../engine/types';
import { plainJson } from '../lib/plain-json';

export const runTransform: StepRunner<TransformConfig> = ({ config }) => ({
  output: plainJson(config.value),
});
