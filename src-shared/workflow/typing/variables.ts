import type { JsonObject, JsonValue } from '../../lib/json';
import type { StepDefinition } from '../../steps/define-step';
import { anyType, listOf, type Field, type Type } from '../../types/type';
import { unionOf, widen } from '../../types/union';
import { allScopes } from '../graph/scopes';
import type { Step, StepId, Workflow } from '../model';
import type { FindKind } from './body-parts';
import { typeOfSetting } from './setting-type';

/** What the variables may hold: what they begin with, and all that steps set them to. */
export function typesOfVariables(
  workflow: Workflow,
  find: FindKind,
  outputOf: (id: StepId) => Type,
): Map<string, Type> {
  const types = initialVariables(workflow);
  for (const { step } of allScopes(workflow).values()) {
    const definition = find(step.kind);
    for (const name of definition?.variables?.(step.config) ?? []) {
      const before = types.get(name);
      const set = grown(widen(outputOf(step.id)));
      types.set(name, before === undefined ? set : unionOf([before, set]));
    }
    for (const name of definition === undefined ? [] : setByCode(definition, step)) {
      types.set(name, anyType);
    }
  }
  return types;
}

/** Before anything is known of the steps. */
export function initialVariables(workflow: Workflow): Map<string, Type> {
  return new Map(
    Object.entries(workflow.vars).map(([name, value]) => [
      name,
      grown(widen(typeOfSetting(value as JsonValue, new Map()))),
    ]),
  );
}

/** Whether a variable is declared is told by the check of references. */
export function variablesType(types: ReadonlyMap<string, Type>): Type {
  const fields = [...types].map(([name, type]): [string, Field] => [
    name,
    { type, optional: false },
  ]);
  return { kind: 'object', fields: new Map(fields), rest: anyType };
}

/** An empty list or object, or null, is there to be filled; with what, nobody has said. */
function grown(type: Type): Type {
  if (type.kind === 'null') return anyType;
  if (type.kind === 'list' && type.item.kind === 'any') return listOf(anyType);
  if (type.kind === 'object' && type.fields.size === 0) return { ...type, rest: anyType };
  return type;
}

const setting = /\bsetVariable\s*\(\s*(["'`])([\w$]+)\1/g;

/** Variables that code sets by name. */
function setByCode(definition: StepDefinition, step: Step): string[] {
  return definition.verbatim.flatMap((key) => {
    const code = (step.config as JsonObject)[key];
    if (typeof code !== 'string' || !code.includes('setVariable')) return [];
    return [...code.matchAll(setting)].map(([, , name = '']) => name);
  });
}
