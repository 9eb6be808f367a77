import { parseExpression } from '../../expressions/parse';
import { parseTemplate } from '../../expressions/template';
import type { TemplateAnalysis } from '../../expressions/types';
import { isJsonObject, type JsonObject } from '../../lib/json';
import { configJsonSchema } from '../../steps/config-json-schema';
import type { StepDefinition } from '../../steps/define-step';
import type { ProblemFix } from '../problem';
import type { SourcePath } from '../source/node';
import type { Use } from './use';
import { schemaOfReference } from './check-step-reference';
import { typesMeet, typesOf } from './schema-path';
import { resultTypes, type Types } from './static-types';
import type { Validation } from './validation';

/** A binding gives what its setting takes, as far as both are known. */
export function checkType(
  validation: Validation,
  use: Use,
  definition: StepDefinition,
  path: SourcePath,
  analysis: TemplateAnalysis,
  text: string,
): void {
  if (analysis.errors.length > 0 || mayGiveOther(validation)) return;
  const setting = settingAt(configJsonSchema(definition), path);
  const wants = setting === undefined ? undefined : typesOf(setting);
  if (wants === undefined) return;
  const has = analysis.single ? typesOfBinding(validation, use, analysis, text) : ['string'];
  if (has === undefined || typesMeet(has, [...wants, 'null'])) return;
  // Numbers and truth values are written out where text is wanted.
  if (wants.includes('string') && !has.includes('object') && !has.includes('array')) return;
  const [reference] = analysis.references;
  const range = reference?.range ?? { from: 0, to: text.length };
  const what = analysis.single ? text.slice(2, -2).trim() : 'a text with a binding in it';
  use.report(
    {
      code: 'TYPE_MISMATCH',
      severity: 'warning',
      message: `\`${path.join('.')}\` wants ${spoken(wants)}, but ${what.slice(0, 80)} is ${spoken(has)}`,
      hint: 'Bind another value, or convert it in the expression.',
      fixes: analysis.single ? partFix(validation, use, analysis, wants, text) : [],
    },
    range,
  );
}

/** Where a missing key stands for null or for its own text, and where bindings give text. */
function mayGiveOther({ workflow }: Validation): boolean {
  return workflow.settings.missing !== 'error' || workflow.profile?.interpolation === 'text';
}

function typesOfBinding(
  validation: Validation,
  use: Use,
  analysis: TemplateAnalysis,
  text: string,
): Types | undefined {
  const [reference, ...others] = analysis.references;
  const known = (root: string, path: readonly (string | number)[]): Types | undefined => {
    if (use.locals.has(root)) return undefined;
    const schema = schemaOfReference(validation, { root, path });
    return schema && typesOf(schema);
  };
  const source = text.slice(text.indexOf('{{') + 2, text.lastIndexOf('}}'));
  // Most bindings are a reference and nothing else: those need not be parsed again.
  if (reference !== undefined && others.length === 0) {
    const { from, to } = reference.range;
    const plain = text.slice(from, to);
    if (source.trim() === plain && !plain.endsWith('length')) {
      return known(reference.root, reference.path);
    }
  }
  const { single } = parseTemplate(text);
  return single && resultTypes(parseExpression(single.source), known);
}

/** The schema of a setting's part; undefined where it cannot be followed. */
function settingAt(schema: JsonObject, path: SourcePath): JsonObject | undefined {
  let at: JsonObject | undefined = schema;
  for (const key of path) {
    if (at === undefined) return undefined;
    let next: unknown;
    if (typeof key === 'number') next = at['items'];
    else {
      const { properties, additionalProperties }: JsonObject = at;
      next =
        isJsonObject(properties) && Object.hasOwn(properties, key)
          ? properties[key]
          : additionalProperties;
    }
    at = isJsonObject(next) ? next : undefined;
  }
  return at;
}

/** What flows is an object of which exactly one part is of the type that is wanted. */
function partFix(
  validation: Validation,
  use: Use,
  analysis: TemplateAnalysis,
  wants: Types,
  text: string,
): readonly ProblemFix[] {
  const [reference, ...others] = analysis.references;
  if (reference === undefined || others.length > 0) return [];
  const { from, to } = reference.range;
  const written = text.slice(from, to);
  if (text.slice(2, -2).trim() !== written) return [];
  const properties = schemaOfReference(validation, reference)?.['properties'];
  if (!isJsonObject(properties)) return [];
  const fitting = Object.entries(properties).filter(([name, part]) => {
    const types = isJsonObject(part) ? typesOf(part) : undefined;
    return types?.every((type) => wants.includes(type)) && /^[A-Za-z_$][\w$]*$/.test(name);
  });
  const place = use.rangeOf({ from: to - 1, to });
  const [name] = fitting[0] ?? [];
  if (fitting.length !== 1 || name === undefined || place === null) return [];
  const changes = [{ from: place.to, to: place.to, insert: `.${name}` }];
  return [{ title: `Use ${written}.${name}`, changes }];
}

const names: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'an object',
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'null',
};

function spoken(types: Types): string {
  return types.map((type) => names[type] ?? type).join(' or ');
}
