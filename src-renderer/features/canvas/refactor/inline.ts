import { toErrorData } from '@shared/errors/app-error';
import type { WorkflowId } from '@shared/lib/ids';
import { findStepDefinition } from '@shared/steps';
import type { WorkflowEdit } from '@shared/workflow/edit/workflow-edit';
import { planEdit } from '@shared/workflow/edit/plan-edit';
import type { StepId } from '@shared/workflow/model';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { inlineCall } from '@shared/workflow/refactor/inline-call';
import { applyTextChanges } from '@shared/workflow/text-change';
import { ipc } from '../../../ipc/client';
import { announce } from '../../../ui/announcer';
import { showErrorToast } from '../../../ui/error-toast';
import { showToast } from '../../../ui/toast';
import { documentStore } from '../../document';
import { libraryStore } from '../../library';
import { focusCanvas } from '../canvas-store';
import { isEditable, selectedSteps } from '../document-view';
import { takeInlined } from '../edits';
import type { PlacedBox } from '../model/placed-box';
import { calledFile, calledName } from '../../called';
import { boundsOf } from '../model/geometry';
import { indexGraph } from '../model/graph-index';
import { makeRoom } from '../model/make-room';
import { drawnSteps } from '../model/drawn-steps';
import { calledBy } from '../open-called';
import { currentIndex, currentPositions, nodeOf, titleOf } from '../view';

// The steps of a called workflow in the place of the step that calls it.

const refusedTitle = 'The call stays';
/** What carries a value that has no name of its own. */
const carry = { kind: 'transform', key: 'value' };

export function canInline(): boolean {
  const [only, more] = selectedSteps();
  return isEditable() && more === undefined && calledBy(only ?? '') !== undefined;
}

export async function inlineSelected(): Promise<void> {
  const id = selectedSteps()[0];
  const reference = id === undefined ? undefined : calledBy(id);
  if (id === undefined || reference === undefined) return;
  try {
    const called = await findCalled(reference);
    if (called === undefined) {
      showToast(refusedTitle, 'warning', {
        description: `“${reference}” is not in the library. Open or create a workflow of that name, or name its file as a path.`,
      });
      return;
    }
    const document = await ipc.documents.open({ id: called });
    if (!document.trusted && documentStore.getState().trusted) {
      showToast(refusedTitle, 'warning', {
        description: `“${reference}” is not trusted, and its steps would be here. Open it and trust it first.`,
      });
      return;
    }
    if (isEditable() && calledBy(id) === reference) inline(id, document.text);
  } catch (error) {
    showErrorToast(toErrorData(error), `“${reference}” could not be read`);
  }
}

async function findCalled(reference: string): Promise<WorkflowId | undefined> {
  const file = calledFile(reference, documentStore.getState().path);
  if (file !== undefined) return (await ipc.library.openPath({ path: file })).id;
  const found = calledName(reference, libraryStore.getState().entries);
  // A version that is asked for by its number is another text than the newest one.
  return found?.name === reference || found?.id === reference ? found.id : undefined;
}

function inline(id: StepId, text: string): void {
  const { parsed } = documentStore.getState();
  const at = currentPositions().get(id);
  if (!parsed) return;
  const title = titleOf(id);
  const planned = inlineCall(parsed, id, text, {
    find: findStepDefinition,
    carry,
    ...(at && { at }),
  });
  if (!planned.ok) {
    showErrorToast(planned.error, refusedTitle);
    return;
  }
  const { edit, ids } = planned.value;
  const moved = roomFor(id, edit, ids);
  if (!takeInlined({ type: 'batch', edits: [edit, { type: 'move-steps', boxes: moved }] }, ids)) {
    return;
  }
  announce(`${title} was replaced by ${ids.length === 1 ? '1 step' : `${ids.length} steps`}`);
  requestAnimationFrame(focusCanvas);
}

/** Places of the steps that came, and of those that made room for them. */
function roomFor(id: StepId, edit: WorkflowEdit, ids: readonly StepId[]): PlacedBox[] {
  const { parsed } = documentStore.getState();
  const node = nodeOf(id);
  const planned = parsed && planEdit(parsed, edit);
  if (!parsed || !node || !planned?.ok) return [];
  const { workflow } = parseWorkflow(applyTextChanges(parsed.text, planned.value));
  if (!workflow) return [];
  const drawn = drawnSteps(workflow, indexGraph(workflow), findStepDefinition);
  const came = ids.flatMap((one) => {
    const step = drawn.get(one);
    return step ? [{ id: one, box: { ...step.position, ...step.size } }] : [];
  });
  const bounds = boundsOf(came.map(({ box }) => box));
  if (!bounds) return [];
  const before = { ...node.position, width: node.width ?? 0, height: node.height ?? 0 };
  const parent = currentIndex().steps.get(id)?.parent ?? null;
  const beside = [...drawn.values()].flatMap((step) =>
    step.parent === parent && !ids.includes(step.id)
      ? [{ id: step.id, box: { ...step.position, ...step.size } }]
      : [],
  );
  return [
    ...came.map(({ id: one, box }) => ({ id: one, box: { x: box.x, y: box.y } })),
    ...makeRoom(before, bounds, beside),
  ];
}
