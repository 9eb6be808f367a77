import type { ContinueConfig } from '@shared/steps/continue/definition';
import type { StepRunner } from '../../engine/types';
import { leaveWhen } from '../lib/leave-when';

export const runContinue: StepRunner<ContinueConfig> = ({ config }) =>
  leaveWhen('continue', config);
