import type { BreakConfig } from '@shared/steps/break/definition';
import type { StepRunner } from '../../engine/types';
import { leaveWhen } from '../lib/leave-when';

export const runBreak: StepRunner<BreakConfig> = ({ config }) => leaveWhen('break', config);
