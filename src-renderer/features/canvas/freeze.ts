import type { StepId } from '@shared/workflow/model';
import { announce } from '../../ui/announcer';
import { latestOutput } from '../runs';
import { currentWorkflow, isEditable } from './document-view';
import { setPins } from './edits';
import { reach } from './model/graph-index';
import { currentIndex, definitionOf, nodeOf } from './view';

// Freezing: what a step and all before it gave is kept in the file, so that the next runs begin with
// the same data and do none of that work again.

/** The step and what leads to it, as far as an output can stand in for it. */
function frozenTogether(id: StepId): readonly StepId[] {
  const steps = [id, ...reach(currentIndex(), id, 'upstream')];
  return steps.filter((step) => {
    // One that decides where to go on is asked anew in every run.
    const ports = nodeOf(step)?.data.ports.outputs.length ?? 2;
    return ports <= 1 && definitionOf(step)?.trigger !== true;
  });
}

/** Those of them that nothing stands in for yet, with what they gave last. */
function toFreeze(id: StepId) {
  const pins = currentWorkflow()?.pins;
  return frozenTogether(id).flatMap((step) => {
    const value = pins?.has(step) === true ? undefined : latestOutput(step);
    return value === undefined ? [] : [{ id: step, value }];
  });
}

/** There is nothing left to freeze: the same command lets go again. */
export function isFrozen(id: StepId): boolean {
  const pins = currentWorkflow()?.pins;
  return pins?.has(id) === true && toFreeze(id).length === 0;
}

export function canFreeze(id: StepId | undefined): boolean {
  return id !== undefined && isEditable() && (isFrozen(id) || toFreeze(id).length > 0);
}

export function toggleFrozen(id: StepId): void {
  const frozen = isFrozen(id);
  const pins = currentWorkflow()?.pins;
  const changes = frozen
    ? frozenTogether(id)
        .filter((step) => pins?.has(step) === true)
        .map((step) => ({ id: step }))
    : toFreeze(id);
  if (!setPins(changes, frozen ? 'Unfreeze' : 'Freeze')) return;
  const many = changes.length === 1 ? '1 step' : `${changes.length} steps`;
  announce(frozen ? `${many} unfrozen` : `${many} frozen with what they gave last`);
}
