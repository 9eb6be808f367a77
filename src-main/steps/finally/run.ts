import type { FinallyConfig } from '@shared/steps/finally/definition';
import type { StepRunner } from '../../engine/types';

/** The try around it has begun its part; there is nothing else to do. */
export const runFinally: StepRunner<FinallyConfig> = () => ({ output: null });
