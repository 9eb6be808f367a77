import { textEverywhere, type TextPlaces } from '@shared/expressions/resolve';
import { isJsonObject, type JsonValue } from '@shared/lib/json';
import { configJsonSchema } from '@shared/steps/config-json-schema';
import type { StepDefinition } from '@shared/steps/define-step';

// `interpolation: text` of a semantics profile: bindings give text wherever text can stand. A
// setting that takes something else keeps the value's type, or no condition and no loop could run.

const typed: TextPlaces = { here: false, at: () => typed };

/** Where the settings of a kind become text. */
export function textPlacesOf(definition: StepDefinition | undefined): TextPlaces {
  return definition === undefined ? textEverywhere : placesIn(configJsonSchema(definition));
}

function placesIn(schema: JsonValue | undefined): TextPlaces {
  if (!isJsonObject(schema)) return schema === false ? typed : textEverywhere;
  const { type } = schema;
  const choice = ['anyOf', 'oneOf', 'allOf', '$ref'].some((key) => schema[key] !== undefined);
  // Whatever may be several things may be one that text is not.
  if (choice || Array.isArray(type)) return typed;
  if (type === 'string' || (type === undefined && schema['properties'] === undefined)) {
    return textEverywhere;
  }
  return { here: false, at: (key) => placesIn(childOf(schema, key)) };
}

function childOf(schema: { readonly [key: string]: JsonValue }, key: string | number) {
  if (typeof key === 'number') return schema['items'];
  const { properties, additionalProperties } = schema;
  const own =
    isJsonObject(properties) && Object.hasOwn(properties, key) ? properties[key] : undefined;
  return own ?? (additionalProperties === false ? undefined : additionalProperties);
}
