import type { TemplateReference } from '../../expressions/types';
import type { JsonValue } from '../../lib/json';
import { nearestName } from '../../expressions/nearest-name';
import { allScopes } from '../graph/scopes';
import type { ProblemFix } from '../problem';
import { createPatch } from '../source/patch';
import { drawPatch } from '../source/patch-text';
import { editFix } from './fixes';
import type { Use } from './use';
import { checkKeys, checkStepReference } from './check-step-reference';
import { replaceFix, replaceRootFix } from './reference-text';
import { definitionOf, type Validation } from './validation';

/** One use of a root: `steps.fetch.body`, `vars.count`, `secrets.token` … */
export function checkReference(
  validation: Validation,
  use: Use,
  reference: TemplateReference,
  text: string,
): void {
  const { root, range } = reference;
  if (use.locals.has(root)) return;
  if (!use.roots.has(root)) {
    const like = nearestName(root, use.roots);
    const fixes = like === undefined ? [] : replaceRootFix(use, reference, like);
    const hint = rootHint(root, like, use);
    const message = `There is no "${root}" here`;
    use.report({ code: 'REFERENCE_ROOT', message, hint, fixes }, range);
    return;
  }
  switch (root) {
    case 'steps':
      checkStepReference(validation, use, reference, text);
      return;
    case 'input':
      checkKeys(
        use,
        reference,
        text,
        {
          schema: validation.workflow.input,
          whose: 'The input',
          addKey: (key) =>
            editFix(validation, `Add "${key.slice(0, 40)}" to the input`, {
              type: 'set-workflow-field',
              field: 'input',
              path: ['properties', key],
              value: { type: 'string' },
            }),
        },
        0,
      );
      return;
    case 'vars':
      checkVariable(validation, use, reference, text);
      return;
    case 'env':
    case 'secrets':
      checkListed(validation, use, reference, text, root);
      return;
    default:
  }
}

function rootHint(root: string, like: string | undefined, use: Use): string {
  if (root === 'secrets') {
    return 'A secret can be bound to a setting only, not to a result, a variable or a list item.';
  }
  if (root === 'error') return 'It exists only after an edge from an `error` port.';
  if (root === 'loop' || root === 'item' || root === 'index')
    return 'It exists only inside a loop.';
  return like === undefined
    ? `Begin with one of ${[...use.roots].join(', ')}.`
    : `Did you mean "${like}"?`;
}

function checkVariable(
  validation: Validation,
  use: Use,
  reference: TemplateReference,
  text: string,
): void {
  const name = reference.path[0];
  if (name === undefined || reference.lenient) return;
  if (Object.hasOwn(validation.workflow.vars, String(name))) return;
  const declared = variablesOf(validation);
  if (declared.has(String(name))) return;
  const like = nearestName(String(name), declared);
  use.report(
    {
      code: 'VAR_UNDECLARED',
      message: `There is no variable "${String(name).slice(0, 60)}"`,
      hint: like === undefined ? 'Declare it under `vars:`.' : `Did you mean "${like}"?`,
      fixes: [
        ...(like === undefined ? [] : replaceFix(use, text, reference, 0, like)),
        ...declareFix(validation, ['vars', String(name)], null),
      ],
    },
    reference.range,
  );
}

const variables = new WeakMap<Validation, ReadonlySet<string>>();

/** Declared under `vars:` or set by a step. */
function variablesOf(validation: Validation): ReadonlySet<string> {
  const known = variables.get(validation);
  if (known !== undefined) return known;
  const names = new Set(Object.keys(validation.workflow.vars));
  for (const { step } of allScopes(validation.workflow).values()) {
    for (const name of definitionOf(validation, step)?.variables?.(step.config) ?? []) {
      names.add(name);
    }
  }
  variables.set(validation, names);
  return names;
}

function checkListed(
  validation: Validation,
  use: Use,
  reference: TemplateReference,
  text: string,
  list: 'env' | 'secrets',
): void {
  const name = reference.path[0];
  if (name === undefined || validation.workflow[list].includes(String(name))) return;
  const like = nearestName(String(name), validation.workflow[list]);
  const secret = list === 'secrets';
  const declare = `Add the name to \`${list}:\`; the value never stands in the file.`;
  use.report(
    {
      code: secret ? 'SECRET_UNDECLARED' : 'ENV_UNDECLARED',
      message: secret
        ? `The secret "${String(name).slice(0, 60)}" is not declared`
        : `The environment variable "${String(name).slice(0, 60)}" is not on the list`,
      hint: like === undefined ? declare : `Did you mean "${like}"?`,
      fixes: [
        ...(like === undefined ? [] : replaceFix(use, text, reference, 0, like)),
        ...declareFix(validation, [list], String(name)),
      ],
    },
    reference.range,
  );
}

function declareFix(
  validation: Validation,
  path: readonly string[],
  value: JsonValue,
): readonly ProblemFix[] {
  const { text, source } = validation.parsed;
  if (source.root?.type !== 'map') return [];
  const patch = createPatch(source.root);
  const order = {
    level: 0,
    before: ['settings', 'profile', 'steps', 'edges', 'pins', 'samples', 'layout'],
  };
  const name = value === null ? path.at(-1) : String(value);
  if (value === null) patch.set(path, { value }, { order });
  else patch.append(path, { value, inlineFrom: 0 }, { order });
  const changes = drawPatch(text, source.root, patch.root);
  const title = `Declare "${String(name).slice(0, 40)}" under \`${path[0] ?? ''}\``;
  return changes === null ? [] : [{ title, changes }];
}
