import { isJsonObject, type JsonObject, type JsonValue } from '@shared/lib/json';

/** A JSON Schema with the document its references point into. */
export interface SchemaNode {
  readonly schema: JsonObject;
  readonly root: JsonObject;
}

/** What may stand below a path, alternatives side by side; empty where the schema is silent. */
export function schemasAt(
  start: SchemaNode,
  path: readonly (string | number)[],
): readonly SchemaNode[] {
  let nodes = alternatives(start);
  for (const part of path) nodes = nodes.flatMap((node) => below(node, part));
  return nodes;
}

function below({ schema, root }: SchemaNode, part: string | number): SchemaNode[] {
  const child = typeof part === 'number' ? schema['items'] : memberSchema(schema, part);
  return isJsonObject(child) ? alternatives({ schema: child, root }) : [];
}

function memberSchema(schema: JsonObject, key: string): JsonValue | undefined {
  const { properties, patternProperties, additionalProperties } = schema;
  if (isJsonObject(properties) && Object.hasOwn(properties, key)) return properties[key];
  if (isJsonObject(patternProperties)) {
    for (const [pattern, member] of Object.entries(patternProperties)) {
      if (new RegExp(pattern, 'u').test(key)) return member;
    }
  }
  return additionalProperties;
}

/** A schema with references followed and unions laid open. */
function alternatives({ schema, root }: SchemaNode, depth = 0): SchemaNode[] {
  if (depth > 12) return [];
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    // What stands beside a reference (a description) says more than what it refers to.
    const { $ref: _, ...beside } = schema;
    const target = resolvePointer(reference, root);
    const found = target ? alternatives({ schema: target, root }, depth + 1) : [];
    return [{ schema: beside, root }, ...found];
  }
  const found: SchemaNode[] = [{ schema, root }];
  for (const key of ['anyOf', 'oneOf', 'allOf']) {
    const branches = schema[key];
    if (!Array.isArray(branches)) continue;
    for (const branch of branches as readonly JsonValue[]) {
      if (isJsonObject(branch)) found.push(...alternatives({ schema: branch, root }, depth + 1));
    }
  }
  return found;
}

function resolvePointer(pointer: string, root: JsonObject): JsonObject | null {
  if (!pointer.startsWith('#')) return null;
  let target: JsonValue | undefined = root;
  for (const part of pointer.slice(1).split('/').filter(Boolean)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    target = isJsonObject(target) ? target[key] : undefined;
  }
  return isJsonObject(target) ? target : null;
}

export interface SchemaKey {
  readonly key: string;
  readonly description: string | undefined;
  /** What a value looks like: `text`, `list` … */
  readonly type: string | undefined;
}

/** Keys that the schemas name for a map. */
export function keysOf(nodes: readonly SchemaNode[]): SchemaKey[] {
  const keys = new Map<string, SchemaKey>();
  for (const { schema, root } of nodes) {
    const { properties } = schema;
    if (!isJsonObject(properties)) continue;
    for (const [key, member] of Object.entries(properties)) {
      const found = isJsonObject(member) ? alternatives({ schema: member, root }) : [];
      keys.set(key, {
        key,
        description: firstOf(found, (node) => textOf(node.schema, 'description')),
        type: firstOf(found, (node) => typeOf(node.schema)),
      });
    }
  }
  return [...keys.values()];
}

/** Values that the schemas name: constants, choices, `true` and `false`. */
export function valuesOf(nodes: readonly SchemaNode[]): JsonValue[] {
  const values = nodes.flatMap(({ schema }): JsonValue[] => {
    if (schema['const'] !== undefined) return [schema['const']];
    if (Array.isArray(schema['enum'])) return [...(schema['enum'] as readonly JsonValue[])];
    return schema['type'] === 'boolean' ? [true, false] : [];
  });
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

export function descriptionOf(nodes: readonly SchemaNode[]): string | undefined {
  return firstOf(nodes, ({ schema }) => textOf(schema, 'description') ?? textOf(schema, 'title'));
}

/** What counts where the key is not written; undefined where the schema names nothing plain. */
export function defaultOf(nodes: readonly SchemaNode[]): JsonValue | undefined {
  return firstOf(nodes, ({ schema }) => {
    const value = schema['default'];
    return value === '' || (typeof value === 'object' && value !== null) ? undefined : value;
  });
}

function firstOf<T>(
  nodes: readonly SchemaNode[],
  read: (node: SchemaNode) => T | undefined,
): T | undefined {
  for (const node of nodes) {
    const value = read(node);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The type a value has when it has one; `null` beside it does not count. */
function typeOf({ type }: JsonObject): string | undefined {
  if (typeof type === 'string') return type;
  if (!Array.isArray(type)) return undefined;
  const named = (type as readonly JsonValue[]).filter((name) => name !== 'null');
  return named.length === 1 ? String(named[0]) : undefined;
}

function textOf(schema: JsonObject, key: string): string | undefined {
  const value = schema[key];
  return typeof value === 'string' ? value : undefined;
}
