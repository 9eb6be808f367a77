import { findStepDefinition } from '@shared/steps';
import { findStep } from '@shared/workflow/graph/scopes';
import { type Named, namedInCode, namedInTemplate } from '@shared/workflow/navigate/named-in-text';
import { stepNamedAt } from '@shared/workflow/navigate/step-uses';
import { documentStore } from '../../document';
import { focusedText } from '../../editors';

export const verbatimOf = (kind: string): readonly string[] =>
  findStepDefinition(kind)?.verbatim ?? [];

/** What is meant by the caret, or by the selection where no editor has the keyboard. */
export function targetHere(): Named | null {
  const { parsed, workflow, selection } = documentStore.getState();
  if (!parsed || !workflow) return null;
  const focused = focusedText();
  if (focused === null) {
    const id = selection.steps.at(-1);
    return id === undefined ? null : { type: 'step', id };
  }
  const { kind, text, offset } = focused;
  if (kind === 'source') {
    const found = parsed.text === text ? stepNamedAt(parsed, offset, verbatimOf) : null;
    return found && { type: 'step', id: found.id };
  }
  return kind === 'code' ? namedInCode(text, offset) : namedInTemplate(text, offset);
}

/** The step that is meant, if one is and it exists. */
export function stepHere(): string | null {
  const target = targetHere();
  const { workflow } = documentStore.getState();
  if (target?.type !== 'step' || !workflow) return null;
  return findStep(workflow, target.id) ? target.id : null;
}
