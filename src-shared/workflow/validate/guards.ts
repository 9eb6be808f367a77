import { analyzeTemplate } from '../../expressions/analyze';
import type { TemplateAnalysis, TemplateReference } from '../../expressions/types';
import { allScopes, visibleSteps } from '../graph/scopes';
import type { Step } from '../model';
import type { Use } from './use';
import { definitionOf, type Validation } from './validation';
import { walkTemplates } from './walk-templates';

type Path = readonly (string | number)[];

/**
 * Whether somebody has looked whether a value is there: the same text with `?.`, or a step before
 * that decides where the run goes, drops items or leaves, and asks for the same.
 */
export function isGuarded(
  validation: Validation,
  { scope }: Use,
  path: Path,
  analysis: TemplateAnalysis,
): boolean {
  if (analysis.references.some((reference) => reference.lenient && concerns(reference, path))) {
    return true;
  }
  if (scope === null) return false;
  const { workflow } = validation;
  const scopes = allScopes(workflow);
  if (scope.step.skipWhen !== undefined && asksFor(scope.step.skipWhen, path)) return true;
  for (const container of scope.containers) if (asks(validation, container, path)) return true;
  for (const id of visibleSteps(workflow, scope.step.id)) {
    const step = scopes.get(id)?.step;
    if (step !== undefined && decides(validation, step) && asks(validation, step, path))
      return true;
  }
  return false;
}

function decides(validation: Validation, step: Step): boolean {
  const definition = definitionOf(validation, step);
  return definition?.expectsAllOutputs === true || definition?.leaves !== undefined;
}

function asks(_validation: Validation, step: Step, path: Path): boolean {
  let found = false;
  walkTemplates(step.config, [], (text) => {
    found ||= asksFor(text, path);
  });
  return found;
}

function asksFor(text: string, path: Path): boolean {
  return analyzeTemplate(text).references.some((reference) => concerns(reference, path));
}

function concerns({ root, path }: TemplateReference, [wanted, ...keys]: Path): boolean {
  if (root !== wanted) return false;
  const shared = Math.min(path.length, keys.length);
  return keys.slice(0, shared).every((key, at) => String(path[at]) === String(key)) && shared > 0;
}
