import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json';

/** Deeper than this a value is "anything": completion does not need more. */
const maximumDepth = 8;

/** Whether a setting is computed when the step runs. */
export function hasBinding(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value.includes('{{');
}

/** JSON Schema of a value as it stands in the file; what is bound may be anything. */
export function inferSchema(value: JsonValue | undefined, depth = 0): JsonObject {
  if (value === undefined || depth > maximumDepth) return {};
  if (typeof value === 'string') return inferTextSchema(value);
  if (value === null) return { type: 'null' };
  if (typeof value === 'boolean') return { type: 'boolean' };
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'integer' : 'number' };
  if (!isJsonObject(value)) return inferListSchema(value, depth);
  const properties = Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, inferSchema(item, depth + 1)]),
  );
  return { type: 'object', properties, required: Object.keys(value) };
}

/** A text that is exactly one binding keeps the binding's type; mixed text is text. */
function inferTextSchema(text: string): JsonObject {
  if (!hasBinding(text)) return { type: 'string' };
  return /^\s*\{\{/.test(text) && /\}\}\s*$/.test(text) ? {} : { type: 'string' };
}

function inferListSchema(list: readonly JsonValue[], depth: number): JsonObject {
  const [first] = list;
  if (first === undefined) return { type: 'array' };
  const items = inferSchema(first, depth + 1);
  const same = list.every(
    (item) => JSON.stringify(inferSchema(item, depth + 1)) === JSON.stringify(items),
  );
  return same ? { type: 'array', items } : { type: 'array' };
}
