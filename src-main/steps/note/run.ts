import type { NoteConfig } from '@shared/steps/note/definition';
import type { StepRunner } from '../../engine/types';

/** Never called: an annotation takes no part in a run. The registry still wants a runner. */
export const runNote: StepRunner<NoteConfig> = () => ({ output: null, taken: [] });
