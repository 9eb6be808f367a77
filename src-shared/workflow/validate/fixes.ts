import { draftEdit } from '../edit/plan-edit';
import type { WorkflowEdit } from '../edit/workflow-edit';
import type { ProblemFix } from '../problem';
import type { SourcePath } from '../source/node';
import { createPatch } from '../source/patch';
import { drawPatch } from '../source/patch-text';
import type { Validation } from './validation';

/** A text may have hundreds of problems of one making; nobody makes hundreds of fixes one by one. */
const mostDrawn = 200;

/** A fix that is an edit the studio can make; none when it cannot be made here. */
export function editFix(
  validation: Validation,
  title: string,
  edit: Exclude<WorkflowEdit, { type: 'batch' }>,
): readonly ProblemFix[] {
  if (validation.drawn >= mostDrawn) return [];
  validation.drawn += 1;
  const verbatim = (kind: string) => validation.kinds.find(kind)?.verbatim ?? [];
  const changes = draftEdit(validation.parsed, edit, { verbatim });
  return changes === null ? [] : [{ title, changes }];
}

/** A fix that takes the value at a path out of the file, and what holds it when that becomes empty. */
export function removalFix(
  validation: Validation,
  title: string,
  path: SourcePath,
): readonly ProblemFix[] {
  const { text, source } = validation.parsed;
  if (validation.drawn >= mostDrawn || source.root?.type !== 'map') return [];
  validation.drawn += 1;
  const patch = createPatch(source.root);
  patch.remove(path);
  patch.dropWhenEmpty(path.slice(0, -1));
  const changes = patch.isEmpty() ? null : drawPatch(text, source.root, patch.root);
  return changes === null || changes.length === 0 ? [] : [{ title, changes }];
}

/** A fix that takes an edge out, however it is written. */
export function removeEdgeFix(
  validation: Validation,
  edge: string,
  title = `Remove the edge ${edge}`,
): readonly ProblemFix[] {
  return editFix(validation, title, { type: 'disconnect', edges: [edge] });
}
