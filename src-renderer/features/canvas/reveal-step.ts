import type { StepId } from '@shared/workflow/model';
import { documentStore } from '../document';
import { showInSource } from '../types';

/** Goes to a step's lines in the text of the file, beside the canvas. */
export function revealStep(id: StepId): void {
  const range = documentStore.getState().parsed?.places.stepId(id);
  if (range) showInSource(range);
}
