import type { Problem, Severity } from '@shared/workflow/problem';
import type { FieldModel } from './field-model';
import type { SettingPath } from './form-context';

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, hint: 2 };

/**
 * What a field itself has to show, the worst first: all that is wrong with its setting but what a
 * field below it shows. `whole` says that nothing is drawn below.
 */
export function ownProblems(
  problems: readonly Problem[],
  field: FieldModel,
  path: SettingPath,
  whole: boolean,
): readonly Problem[] {
  return problems
    .filter((problem) => {
      const at = problem.path;
      if (!at || at.length < path.length || !path.every((part, n) => at[n] === part)) return false;
      return whole || !isShownBelow(field, at.slice(path.length));
    })
    .sort((a, b) => ranks[a.severity] - ranks[b.severity]);
}

/** Whether one of the fields drawn below this one stands for a part of the value. */
function isShownBelow(field: FieldModel, rest: SettingPath): boolean {
  const [key, ...deeper] = rest;
  if (key === undefined) return false;
  if (field.widget === 'list') {
    if (typeof key !== 'number' || !field.item) return false;
    // Items that are objects are drawn as their members, without a field of their own.
    return field.item.widget === 'object' ? isShownBelow(field.item, deeper) : true;
  }
  const members = [...field.fields, ...field.variants.flatMap((variant) => variant.fields)];
  return members.some((member) => member.key === key);
}
