import { DateValue } from '../date-value';
import { isJsonObject, type JsonObject } from '../../lib/json';
import type { ReceiverType } from '../library/entry';
import { RegexValue } from '../regex-value';
import { SecretRef, SecretText } from '../types';

/**
 * What is known of a value while an expression is being written: an example, a JSON Schema, or
 * only a type. The editor helps with as much as there is.
 */
export interface Shape {
  /** An example, e.g. the output of the last run. */
  readonly value?: unknown;
  readonly schema?: JsonObject | undefined;
  readonly type?: ReceiverType | 'null' | 'secret' | undefined;
  /** Keys of an object that the expression makes itself. */
  readonly keys?: ReadonlyMap<string, Shape>;
  /** What a list holds, when only that is known. */
  readonly item?: Shape;
}

export const unknownShape: Shape = {};

/** How many items of a list are looked at to learn what its items have. */
const itemsSeen = 20;

export function typeOfShape(shape: Shape): Shape['type'] {
  if (shape.type) return shape.type;
  if (shape.value !== undefined) return typeOfValue(shape.value);
  if (shape.keys) return 'object';
  return shape.schema ? typeOfSchema(shape.schema) : undefined;
}

/** The key of an object or the item of a list. */
export function memberOf(shape: Shape, key: string | number): Shape {
  if (typeof key === 'number' || /^\d+$/.test(key)) return itemOf(shape);
  if (key === 'length' && /^(?:text|list)$/.test(typeOfShape(shape) ?? ''))
    return { type: 'number' };
  const made = shape.keys?.get(key);
  if (made) return made;
  const value =
    isJsonObject(shape.value) && Object.hasOwn(shape.value, key) ? shape.value[key] : undefined;
  const schema = propertySchemas(shape.schema).get(key);
  return { ...(value !== undefined && { value }), ...(schema && { schema }) };
}

/** One item that has every key that some item has. */
export function itemOf(shape: Shape): Shape {
  if (shape.item) return shape.item;
  const schema = itemSchema(shape.schema);
  const value = Array.isArray(shape.value) ? typicalItem(shape.value) : undefined;
  return { ...(value !== undefined && { value }), ...(schema && { schema }) };
}

/** The keys of an object, from example and schema together. */
export function keysOf(shape: Shape): string[] {
  const keys = new Set<string>(shape.keys?.keys());
  if (typeOfShape(shape) === 'object') {
    if (isJsonObject(shape.value)) for (const key of Object.keys(shape.value)) keys.add(key);
    for (const key of propertySchemas(shape.schema).keys()) keys.add(key);
  }
  return [...keys];
}

/** For the list of suggestions: `text`, `list of 3`, `number`. */
export function describeShape(shape: Shape): string | undefined {
  const type = typeOfShape(shape);
  if (type === 'list' && Array.isArray(shape.value)) return `list of ${shape.value.length}`;
  return type;
}

/** What the schema's author says about the value. */
export function docOfShape(shape: Shape): string | undefined {
  const text = shape.schema?.['description'] ?? shape.schema?.['title'];
  return typeof text === 'string' ? text : undefined;
}

function typeOfValue(value: unknown): Shape['type'] {
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
    case 'boolean':
      return typeof value as 'number' | 'boolean';
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return 'list';
      if (value instanceof DateValue) return 'date';
      if (value instanceof RegexValue) return 'pattern';
      return value instanceof SecretRef || value instanceof SecretText ? 'secret' : 'object';
    default:
      return undefined;
  }
}

const schemaTypes: Readonly<Record<string, Shape['type']>> = {
  string: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  array: 'list',
  object: 'object',
  null: 'null',
};

function typeOfSchema(schema: JsonObject): Shape['type'] {
  const named = Array.isArray(schema['type'])
    ? (schema['type'] as readonly unknown[]).find((each) => each !== 'null')
    : schema['type'];
  if (typeof named === 'string') return schemaTypes[named];
  if (isJsonObject(schema['properties'])) return 'object';
  if (schema['items'] !== undefined) return 'list';
  for (const branch of branchesOf(schema)) {
    const type = typeOfSchema(branch);
    if (type && type !== 'null') return type;
  }
  return undefined;
}

function propertySchemas(schema: JsonObject | undefined, depth = 0): Map<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  if (!schema || depth > 4) return found;
  for (const branch of branchesOf(schema)) {
    for (const [key, property] of propertySchemas(branch, depth + 1)) found.set(key, property);
  }
  if (isJsonObject(schema['properties'])) {
    for (const [key, property] of Object.entries(schema['properties'])) {
      found.set(key, isJsonObject(property) ? property : {});
    }
  }
  return found;
}

function itemSchema(schema: JsonObject | undefined): JsonObject | undefined {
  if (!schema) return undefined;
  if (isJsonObject(schema['items'])) return schema['items'];
  return branchesOf(schema).map(itemSchema).find(Boolean);
}

function branchesOf(schema: JsonObject): JsonObject[] {
  return ['anyOf', 'oneOf', 'allOf'].flatMap((word) => {
    const branches = schema[word];
    return Array.isArray(branches) ? (branches as readonly unknown[]).filter(isJsonObject) : [];
  });
}

function typicalItem(list: readonly unknown[]): unknown {
  const seen = list.slice(0, itemsSeen).filter((item) => item !== null && item !== undefined);
  const objects = seen.filter(isJsonObject);
  if (objects.length === 0 || objects.length < seen.length) return seen[0];
  const merged: Record<string, unknown> = {};
  for (const object of objects) {
    for (const [key, value] of Object.entries(object)) {
      if (key !== '__proto__' && (merged[key] === undefined || merged[key] === null))
        merged[key] = value;
    }
  }
  return merged;
}
