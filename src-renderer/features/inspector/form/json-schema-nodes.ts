import { isJsonObject, type JsonObject, type JsonValue } from '@shared/lib/json';

// Reading JSON Schema as it is: partly known, possibly with references.

/** The schema behind `$ref`, with `allOf` of a single entry and optional wrappers unfolded. */
export function resolveSchema(schema: JsonValue | undefined, root: JsonObject): JsonObject {
  let current = isJsonObject(schema) ? schema : {};
  for (let hops = 0; hops < 20; hops += 1) {
    const reference = current['$ref'];
    if (typeof reference === 'string') {
      const { $ref: _, ...beside } = current;
      current = { ...followPointer(reference, root), ...beside };
      continue;
    }
    const all = current['allOf'];
    if (Array.isArray(all) && all.length === 1) {
      const { allOf: _, ...beside } = current;
      current = { ...resolveSchema(all[0], root), ...beside };
      continue;
    }
    return current;
  }
  return {};
}

function followPointer(pointer: string, root: JsonObject): JsonObject {
  if (pointer === '#') return root;
  if (!pointer.startsWith('#/')) return {};
  let target: JsonValue | undefined = root;
  for (const part of pointer.slice(2).split('/')) {
    const key = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
    target = isJsonObject(target) ? target[key] : undefined;
  }
  return isJsonObject(target) ? target : {};
}

/** The alternatives of `anyOf` or `oneOf`, resolved; empty when there are none. */
export function branchesOf(schema: JsonObject, root: JsonObject): JsonObject[] {
  const branches = schema['anyOf'] ?? schema['oneOf'];
  return Array.isArray(branches)
    ? branches.map((branch: JsonValue) => resolveSchema(branch, root))
    : [];
}

export function propertiesOf(schema: JsonObject): readonly (readonly [string, JsonValue])[] {
  const properties = schema['properties'];
  return isJsonObject(properties) ? Object.entries(properties) : [];
}

export function isRequired(schema: JsonObject, key: string): boolean {
  const required = schema['required'];
  return Array.isArray(required) && required.includes(key);
}

/** The one type a schema names, `null` beside it not counted; undefined when open or mixed. */
export function singleType(schema: JsonObject): string | undefined {
  const { type } = schema;
  if (typeof type === 'string') return type;
  if (!Array.isArray(type)) return undefined;
  const named = type.filter((name) => name !== 'null');
  return named.length === 1 && typeof named[0] === 'string' ? named[0] : undefined;
}

/** The constants a schema allows: `enum`, `const`, or a union of constants. */
export function choicesOf(schema: JsonObject, root: JsonObject): readonly JsonValue[] | undefined {
  if (Array.isArray(schema['enum'])) return schema['enum'];
  if (schema['const'] !== undefined) return [schema['const']];
  const branches = branchesOf(schema, root);
  if (branches.length === 0) return undefined;
  const choices: JsonValue[] = [];
  for (const branch of branches) {
    const own = choicesOf(branch, root);
    if (!own) return undefined;
    choices.push(...own);
  }
  return choices;
}

export function textOf(schema: JsonObject, key: string): string | undefined {
  const value = schema[key];
  return typeof value === 'string' ? value : undefined;
}
