import type { AppErrorData } from '@shared/errors/app-error';
import { err, ok, type Result } from '@shared/lib/result';
import type { Problem } from '@shared/workflow/problem';
import type { TextChange } from '@shared/workflow/text-change';
import type { StoreApi } from 'zustand/vanilla';
import type { DocumentDeps } from './document-deps';
import type { DocumentActions, DocumentState, EditOptions } from './document-state';
import type { DocumentText } from './document-text';
import { applyBatches } from './history';
import type { Parsed } from './language';
import { readOnlyError } from './read-only-error';
import { textDifference } from './text-difference';

/** What views do to the text: planned edits, typing, fixes, a whole new text. */
export function createDocumentEdits<P extends Parsed, Edit>(
  deps: DocumentDeps<P, Edit>,
  { getState }: StoreApi<DocumentState<P>>,
  front: DocumentText<P>,
): Pick<DocumentActions<Edit>, 'edit' | 'applyChanges' | 'applyFix' | 'replaceText'> {
  const { change, reader } = front;

  function edit(
    edits: Edit | readonly Edit[],
    options: EditOptions = {},
  ): Result<null, AppErrorData> {
    const state = getState();
    if (state.status !== 'open') return err(readOnlyError('No workflow is open.'));
    if (state.readOnly) return err(readOnlyError('This workflow can only be looked at.'));
    const batches: (readonly TextChange[])[] = [];
    let parsed = reader.current(state.text);
    for (const one of asList(edits)) {
      const planned = deps.language.plan(parsed, one);
      if (!planned.ok) return planned;
      batches.push(planned.value);
      if (asList(edits).length > 1) {
        parsed = deps.language.parse(applyBatches(parsed.text, [planned.value]));
      }
    }
    change(batches, options);
    return ok(null);
  }

  function applyChanges(changes: readonly TextChange[], options: EditOptions = {}): void {
    const { status, readOnly } = getState();
    if (status !== 'open' || readOnly) return;
    change([changes], { label: 'Edit source', origin: 'source', coalesce: 'source', ...options });
  }

  function applyFix(problem: Problem, title: string): boolean {
    const { status, readOnly, text } = getState();
    if (status !== 'open' || readOnly) return false;
    // Its places are those of the text it was found in: after a change it is looked for again.
    const current = front.isChecked()
      ? problem
      : sameProblem(deps.language.validate(reader.current(text)), problem);
    const fix = current?.fixes.find((candidate) => candidate.title === title);
    if (fix === undefined) return false;
    change([fix.changes], { origin: 'shell', label: title });
    return true;
  }

  function replaceText(text: string, options: EditOptions = {}): void {
    const { status, readOnly, text: before } = getState();
    if (status !== 'open' || readOnly) return;
    change([textDifference(before, text)], { label: 'Replace text', ...options });
  }

  return { edit, applyChanges, applyFix, replaceText };
}

function sameProblem(problems: readonly Problem[], wanted: Problem): Problem | undefined {
  return problems.find(
    (problem) =>
      problem.code === wanted.code &&
      problem.step === wanted.step &&
      problem.edge === wanted.edge &&
      problem.message === wanted.message,
  );
}

function asList<Edit>(edits: Edit | readonly Edit[]): readonly Edit[] {
  return Array.isArray(edits) ? edits : [edits as Edit];
}
