import type { ReturnConfig } from '@shared/steps/return/definition';
import type { StepRunner } from '../../engine/types';
import { leaveWhen } from '../lib/leave-when';

export const runReturn: StepRunner<ReturnConfig> = ({ config }) => leaveWhen('return', config);
