import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json';

/** What a schema says of a path into the data it describes. */
export type PathFinding =
  | { readonly type: 'known'; readonly schema: JsonObject }
  /** The schema does not say. */
  | { readonly type: 'open' }
  | { readonly type: 'missing'; readonly at: number; readonly known: readonly string[] };

const open: PathFinding = { type: 'open' };

/** Follows a path through `properties` and `items`; anything cleverer counts as open. */
export function followSchema(
  schema: JsonObject | undefined,
  path: readonly (string | number)[],
): PathFinding {
  let current = schema;
  for (const [index, key] of path.entries()) {
    if (current === undefined || isCombined(current)) return open;
    if (typeof key === 'number') {
      const items = current['items'];
      if (!isJsonObject(items)) return open;
      current = items;
      continue;
    }
    const type = current['type'];
    if (type !== undefined && type !== 'object') return open;
    const properties = current['properties'];
    if (!isJsonObject(properties)) return open;
    const next = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (isJsonObject(next)) {
      current = next;
      continue;
    }
    const extra = current['additionalProperties'];
    const known = Object.keys(properties);
    if (next !== undefined || (extra !== undefined && extra !== false)) return open;
    if (current['patternProperties'] !== undefined || known.length === 0) return open;
    return { type: 'missing', at: index, known };
  }
  return current === undefined ? open : { type: 'known', schema: current };
}

function isCombined(schema: JsonObject): boolean {
  return ['$ref', 'anyOf', 'oneOf', 'allOf', 'if'].some((key) => schema[key] !== undefined);
}

export function typeOfValue(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}
