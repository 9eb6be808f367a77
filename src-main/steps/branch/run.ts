import type { BranchConfig } from '@shared/steps/branch/definition';
import type { StepRunner } from '../../engine/types';

/** The parallel around it has begun its branch; there is nothing else to do. */
export const runBranch: StepRunner<BranchConfig> = () => ({ output: null });
