import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json';

/** Text with a binding in it: it may stand wherever a value is wanted. */
export const bindingSchema: JsonObject = {
  type: 'string',
  pattern: '\\{\\{',
  description: 'A binding such as {{ steps.fetch.body }}.',
};

const bindingReference: JsonObject = { $ref: '#/$defs/binding' };
const nested = ['items', 'additionalProperties'];
const nestedLists = ['anyOf', 'oneOf', 'allOf', 'prefixItems'];

/** A schema of resolved settings as one of settings as written: any value may be a binding. */
export function bindable(schema: JsonValue): JsonValue {
  if (!isJsonObject(schema)) return schema;
  const inside = bindableInside(schema);
  if (isFreeText(schema) || Object.keys(schema).length === 0) return inside;
  if (
    schema['type'] === undefined &&
    schema['enum'] === undefined &&
    schema['const'] === undefined
  ) {
    return inside;
  }
  const { title, description, default: standard, examples, ...rest } = inside;
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(standard !== undefined && { default: standard }),
    ...(examples !== undefined && { examples }),
    anyOf: [rest, bindingReference],
  };
}

function bindableInside(schema: JsonObject): JsonObject {
  const copy: Record<string, JsonValue> = { ...schema };
  const { properties } = schema;
  if (isJsonObject(properties)) {
    copy['properties'] = Object.fromEntries(
      Object.entries(properties).map(([key, child]) => [key, bindable(child)]),
    );
  }
  for (const key of nested) {
    if (schema[key] !== undefined) copy[key] = bindable(schema[key]);
  }
  for (const key of nestedLists) {
    const list = schema[key];
    if (Array.isArray(list)) copy[key] = (list as readonly JsonValue[]).map(bindable);
  }
  return copy;
}

/** Text without further demands takes a binding anyway. */
function isFreeText(schema: JsonObject): boolean {
  const limits = ['enum', 'const', 'pattern', 'format', 'maxLength', 'minLength'];
  return schema['type'] === 'string' && !limits.some((key) => schema[key] !== undefined);
}
