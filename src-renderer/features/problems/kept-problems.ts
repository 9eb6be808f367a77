import type { WorkflowId } from '@shared/lib/ids';
import type { ParsedWorkflow } from '@shared/workflow/parse-workflow';
import type { Problem } from '@shared/workflow/problem';
import { placeInText } from '@shared/text/text-place';
import type { KeptDraft } from '../inspector';

/** A problem of the workflow, or of a field that holds what cannot go into it. */
export interface ShownProblem extends Problem {
  readonly kept?: KeptDraft;
}

/** Fields with a text that is not in the workflow: a run and a saved file go without it. */
export function keptProblems(
  drafts: Iterable<KeptDraft>,
  document: WorkflowId | null,
  parsed: ParsedWorkflow | null,
): readonly ShownProblem[] {
  if (!parsed) return [];
  return [...drafts].flatMap((kept) => {
    if (kept.document !== document) return [];
    const place = kept.step === null ? { from: 0, to: 0 } : parsed.places.stepId(kept.step);
    if (place === null) return [];
    const field = kept.path.join('.') || 'settings';
    return [
      {
        code: 'FIELD_UNFINISHED',
        severity: 'warning' as const,
        message: `What is written at \`${field}\` is not in the workflow. ${kept.message}`,
        hint: 'Mend it in its field, or revert it there. Until then a run goes without it.',
        range: place,
        ...placeInText(parsed.text, place.from),
        ...(kept.step !== null && { step: kept.step }),
        path: kept.path,
        fixes: [],
        kept,
      },
    ];
  });
}
