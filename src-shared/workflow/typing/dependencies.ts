import { analyzeTemplate } from '../../expressions/analyze';
import { walkTemplates } from '../validate/walk-templates';
import { allScopes } from '../graph/scopes';
import type { Step, StepId, Workflow } from '../model';

const named = new WeakMap<Step, readonly StepId[]>();

/** The steps that the settings of a step name. */
function namedBy(step: Step): readonly StepId[] {
  const known = named.get(step);
  if (known !== undefined) return known;
  const ids: StepId[] = [];
  walkTemplates(step.config, [], (text) => {
    for (const { root, path } of analyzeTemplate(text).references) {
      if (root === 'steps' && path[0] !== undefined) ids.push(String(path[0]));
    }
  });
  named.set(step, ids);
  return ids;
}

/**
 * The steps whose types the type of a step follows from, each after those that its own follows from,
 * and the step itself last. Worked out in this order no type asks far back: a chain of thousands of
 * steps needs no deep stack.
 */
export function typingOrder(
  workflow: Workflow,
  id: StepId,
  isKnown: (id: StepId) => boolean,
): readonly StepId[] {
  const scopes = allScopes(workflow);
  const order: StepId[] = [];
  const seen = new Set<StepId>();
  const open: { readonly id: StepId; readonly done: boolean }[] = [{ id, done: false }];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at.done) {
      order.push(at.id);
      continue;
    }
    const scope = scopes.get(at.id);
    if (scope === undefined || seen.has(at.id) || isKnown(at.id)) continue;
    seen.add(at.id);
    open.push({ id: at.id, done: true });
    const { step, containers } = scope;
    for (const before of namedBy(step)) open.push({ id: before, done: false });
    for (const inner of step.body?.steps.keys() ?? []) open.push({ id: inner, done: false });
    for (const container of containers) {
      for (const before of namedBy(container)) open.push({ id: before, done: false });
    }
  }
  return order;
}
