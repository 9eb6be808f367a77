import { findStepDefinition } from '@shared/steps';
import { findStep } from '@shared/workflow/graph/scopes';
import { ownOutput } from '@shared/workflow/typing/own-output';
import { documentStore } from '../document';
import type { ExpressionHost } from '../editors';
import { expressionHostOf } from '../inspector';

/** What expressions at an offset of the source can see. */
export function hostAtOffset(offset: number): ExpressionHost | null {
  const { parsed, workflow } = documentStore.getState();
  // Places may be a moment behind the text; the step around the caret rarely is.
  const id = parsed?.places.stepAt(offset) ?? null;
  const step = id === null || !workflow ? undefined : findStep(workflow, id);
  const cost = id === null ? null : parsed?.places.stepField(id, 'cost');
  if (cost && cost.from <= offset && offset <= cost.to) return expressionHostOf(id, [ownOutput]);
  const lazy = step ? (findStepDefinition(step.kind)?.lazy ?? []) : [];
  const locals = lazy.flatMap((setting) => setting.locals);
  const seesBody = lazy.some((setting) => setting.seesBody === true);
  return expressionHostOf(id, [...new Set(locals)], seesBody);
}
