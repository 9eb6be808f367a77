import type { StepId } from '@shared/workflow/model';
import type { AppErrorData } from '@shared/errors/app-error';
import { toErrorData } from '@shared/errors/app-error';
import type { Result } from '@shared/lib/result';
import { allStepDefinitions, findStepDefinition } from '@shared/steps';
import { planEdit } from '@shared/workflow/edit/plan-edit';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { type Extraction, extractSteps } from '@shared/workflow/refactor/extract-steps';
import { applyTextChanges } from '@shared/workflow/text-change';
import { ipc } from '../../../ipc/client';
import { announce } from '../../../ui/announcer';
import { showErrorToast } from '../../../ui/error-toast';
import { showToast } from '../../../ui/toast';
import { documentStore } from '../../document';
import { libraryStore, openWorkflow } from '../../library';
import { canvasStore, focusCanvas } from '../canvas-store';
import { isEditable, selectedSteps } from '../document-view';
import { takeExtracted, unplacedBoxes } from '../edits';
import { calledFile } from '../../called';
import { withoutNested } from '../model/graph-index';
import { currentIndex, currentPositions, titleOf } from '../view';

// The selected steps as a workflow of their own: asked for a name first, then made, then called.

export function canExtract(): boolean {
  return isEditable() && selectedSteps().length > 0;
}

/** Asks for a name, or says why the steps cannot leave and what would help. */
export function startExtracting(): void {
  const steps = withoutNested(currentIndex(), selectedSteps());
  const planned = planExtraction(steps, freeName(titleOf(steps[0] ?? '')));
  if (!planned.ok) {
    showErrorToast(planned.error, 'These steps cannot be a workflow of their own');
    return;
  }
  canvasStore.setState({ extracting: steps });
}

export function planExtraction(
  steps: readonly StepId[],
  name: string,
): Result<Extraction, AppErrorData> {
  const { parsed, trusted } = documentStore.getState();
  const call = allStepDefinitions.find(({ calls }) => calls !== undefined);
  const start = allStepDefinitions.find(({ trigger }) => trigger === true);
  if (!parsed || !call || !start) return refused('No workflow is open.', 'Open one first.');
  if (!trusted) {
    return refused(
      'This workflow is not trusted yet, and what is made here would be.',
      'Trust this workflow first.',
    );
  }
  // Steps that the file gives no place go along where they are drawn.
  const placed = planEdit(parsed, { type: 'move-steps', boxes: unplacedBoxes() });
  const text = placed.ok ? applyTextChanges(parsed.text, placed.value) : parsed.text;
  const corner = currentPositions().get(steps[0] ?? '');
  return extractSteps(parseWorkflow(text), steps, {
    find: findStepDefinition,
    call,
    start,
    name,
    reference: name,
    ...(corner && { box: { x: corner.x, y: corner.y } }),
  });
}

function refused(message: string, hint: string): Result<never, AppErrorData> {
  return { ok: false, error: { code: 'EXTRACT_NOT_NOW', kind: 'user', message, hint } };
}

/** What is wrong with a name; null when nothing is. */
export function nameProblem(name: string): string | null {
  const wanted = name.trim();
  if (wanted === '') return 'The new workflow needs a name: the call finds it by that.';
  if (calledFile(wanted, '/') !== undefined || /[@{}]/.test(wanted)) {
    return 'A call would read this as a path, a version or a binding. Use plain words.';
  }
  return isTaken(wanted) ? `There is a workflow “${wanted}” already.` : null;
}

function isTaken(name: string): boolean {
  return libraryStore.getState().entries.some((entry) => entry.name === name);
}

export function freeName(wish: string): string {
  const plain = wish.replace(/[@{}/\\]/g, ' ').trim() || 'Part';
  if (nameProblem(plain) === null) return plain;
  for (let number = 2; ; number += 1) {
    const name = `${plain} ${number}`;
    if (nameProblem(name) === null) return name;
  }
}

export async function extractAs(steps: readonly StepId[], wish: string): Promise<void> {
  const name = wish.trim();
  const planned = planExtraction(steps, name);
  if (!planned.ok) {
    showErrorToast(planned.error, 'These steps cannot be a workflow of their own');
    return;
  }
  try {
    const { entries } = libraryStore.getState();
    const here = entries.find(({ id }) => id === documentStore.getState().id);
    const { id } = await ipc.library.create({
      text: planned.value.text,
      ...(here && { folder: here.folder }),
    });
    // Its steps are trusted where they come from, and it holds nothing else.
    await ipc.documents.trust({ id, text: planned.value.text });
    if (!takeExtracted(planned.value.edit, planned.value.id)) {
      await ipc.library.remove({ id });
      return;
    }
    announce(`Extracted to ${name}`);
    showToast(`“${name}” is in the library now`, 'success', {
      description: [
        ...planned.value.notes,
        'Undo brings the steps back; the new workflow stays in the library.',
      ].join(' '),
      action: { label: 'Open', onSelect: () => void openWorkflow(id) },
    });
    requestAnimationFrame(focusCanvas);
  } catch (error) {
    showErrorToast(toErrorData(error), 'The new workflow was not made');
  }
}
