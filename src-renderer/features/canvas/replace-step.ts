import { allStepDefinitions, findStepDefinition } from '@shared/steps';
import type { StepDefinition } from '@shared/steps/define-step';
import type { StepId } from '@shared/workflow/model';
import { announce } from '../../ui/announcer';
import { showToast } from '../../ui/toast';
import { focusCanvas } from './canvas-store';
import { changeKind } from './edits';
import { canBecome, replaceKind } from './model/replace-kind';
import { currentIndex, titleOf } from './view';

/** The kinds that a step can become. */
export function replacementsFor(id: StepId): readonly StepDefinition[] {
  const step = currentIndex().steps.get(id)?.step;
  if (!step) return [];
  const from = findStepDefinition(step.kind);
  return allStepDefinitions.filter((definition) => canBecome(step, from, definition));
}

/** Makes a step one of another kind, keeping what fits, and says what did not. */
export function replaceStep(id: StepId, to: StepDefinition): void {
  const index = currentIndex();
  const step = index.steps.get(id)?.step;
  if (!step) return;
  const { edit, lostSettings, lostWires } = replaceKind(step, findStepDefinition(step.kind), to, {
    incoming: index.incoming.get(id) ?? [],
    outgoing: index.outgoing.get(id) ?? [],
  });
  if (!changeKind(id, edit)) return;
  announce(`${titleOf(id)} is now a ${to.title} step`);
  const lost = [
    lostSettings.length > 0 && `settings without a place there: ${lostSettings.join(', ')}`,
    lostWires > 0 && `${lostWires === 1 ? 'a wire' : `${lostWires} wires`} without a port`,
  ].filter((part) => part !== false);
  if (lost.length > 0) {
    showToast(`“${titleOf(id)}” is now a ${to.title} step`, 'info', {
      description: `Left out: ${lost.join('; ')}. Undo brings them back.`,
    });
  }
  requestAnimationFrame(focusCanvas);
}
