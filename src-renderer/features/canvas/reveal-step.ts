import type { StepId } from '@shared/workflow/model';
import { documentStore } from '../document';
import { showInSource } from '../types';
import { centreOn } from './pan';

/** Goes to a step's lines in the text of the file, beside the canvas. */
export function revealStep(id: StepId): void {
  const range = documentStore.getState().parsed?.places.stepId(id);
  if (!range) return;
  showInSource(range);
  // The canvas has less room now: once it knows, the step may have to move into it.
  requestAnimationFrame(() => requestAnimationFrame(() => centreOn(id)));
}
