import { isJsonObject, type JsonObject, type JsonValue } from '../lib/json';
import {
  anyType,
  booleanType,
  listOf,
  literalOf,
  neverType,
  nullType,
  numberType,
  objectOf,
  partsOfType,
  textType,
  type Field,
  type ObjectType,
  type Type,
} from './type';
import { unionOf } from './union';

const deepest = 10;

const cache = new WeakMap<JsonObject, Type>();

/** The type that a JSON Schema describes; `any` where it says nothing. */
export function typeOfSchema(schema: JsonValue | undefined): Type {
  if (!isJsonObject(schema)) return schema === false ? neverType : anyType;
  const known = cache.get(schema);
  if (known !== undefined) return known;
  const type = new SchemaReader(schema).read(schema, 0);
  cache.set(schema, type);
  return type;
}

class SchemaReader {
  constructor(private readonly root: JsonObject) {}

  read(schema: JsonValue | undefined, depth: number): Type {
    if (schema === false) return neverType;
    if (!isJsonObject(schema) || depth > deepest) return anyType;
    const { $ref: reference, const: constant, enum: choices, allOf } = schema;
    if (typeof reference === 'string') return this.read(this.resolve(reference), depth + 1);
    if (constant !== undefined) return typeOfConstant(constant);
    if (Array.isArray(choices)) {
      return unionOf((choices as readonly JsonValue[]).map(typeOfConstant));
    }
    // Conditions say more than a type can.
    if (schema['if'] !== undefined || schema['not'] !== undefined) return anyType;
    for (const word of ['anyOf', 'oneOf']) {
      const branches = schema[word];
      if (!Array.isArray(branches)) continue;
      return unionOf((branches as readonly JsonValue[]).map((each) => this.read(each, depth + 1)));
    }
    if (Array.isArray(allOf)) return this.readAll(schema, allOf as readonly JsonValue[], depth);
    return this.readNamed(schema, depth);
  }

  private readNamed(schema: JsonObject, depth: number): Type {
    const { type } = schema;
    if (Array.isArray(type)) {
      return unionOf(
        (type as readonly JsonValue[]).map((name) => this.readAs(name, schema, depth)),
      );
    }
    return this.readAs(type ?? impliedType(schema), schema, depth);
  }

  private readAs(name: JsonValue | undefined, schema: JsonObject, depth: number): Type {
    switch (name) {
      case 'string':
        return textType;
      case 'number':
      case 'integer':
        return numberType;
      case 'boolean':
        return booleanType;
      case 'null':
        return nullType;
      case 'array':
        return listOf(this.readItems(schema, depth));
      case 'object':
        return this.readObject(schema, depth);
      default:
        return anyType;
    }
  }

  private readItems({ items, prefixItems }: JsonObject, depth: number): Type {
    if (Array.isArray(prefixItems)) {
      const listed = (prefixItems as readonly JsonValue[]).map((each) =>
        this.read(each, depth + 1),
      );
      return items === false ? unionOf(listed) : unionOf([...listed, this.read(items, depth + 1)]);
    }
    return Array.isArray(items) ? anyType : this.read(items, depth + 1);
  }

  private readObject(schema: JsonObject, depth: number): ObjectType {
    const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
    const needed = new Set(
      Array.isArray(schema['required']) ? (schema['required'] as readonly JsonValue[]) : [],
    );
    const fields = new Map<string, Field>();
    for (const [key, property] of Object.entries(properties)) {
      const doc = docOf(property);
      const given = isJsonObject(property) && property['default'] !== undefined;
      fields.set(key, {
        type: this.read(property, depth + 1),
        optional: !needed.has(key),
        // A form fills in what has a default.
        ...(given && { merged: true }),
        ...(doc !== undefined && { doc }),
      });
    }
    return { kind: 'object', fields, rest: this.readRest(schema, fields.size, depth) };
  }

  /** A schema that names keys means them all, unless it says that there may be others. */
  private readRest(schema: JsonObject, named: number, depth: number): Type | null {
    const { additionalProperties: extra, patternProperties: patterns } = schema;
    if (isJsonObject(patterns)) return anyType;
    if (extra === false) return null;
    if (extra === undefined) return named === 0 ? anyType : null;
    return this.read(extra, depth + 1);
  }

  private readAll(schema: JsonObject, branches: readonly JsonValue[], depth: number): Type {
    const { allOf: _, ...own } = schema;
    const types = branches.map((branch) => this.read(branch, depth + 1));
    if (Object.keys(own).some((key) => key === 'type' || key === 'properties')) {
      types.push(this.read(own, depth + 1));
    }
    const known = types.filter(({ kind }) => kind !== 'any');
    if (known.length === 0) return anyType;
    return known.reduce(bothOf);
  }

  private resolve(reference: string): JsonValue | undefined {
    if (!reference.startsWith('#')) return undefined;
    let target: JsonValue | undefined = this.root;
    for (const part of reference.slice(1).split('/').filter(Boolean)) {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
      target = isJsonObject(target) && Object.hasOwn(target, key) ? target[key] : undefined;
    }
    return target;
  }
}

/** What is of both types, as far as objects go; the first where they are something else. */
function bothOf(one: Type, other: Type): Type {
  if (one.kind !== 'object' || other.kind !== 'object') return one;
  const fields = new Map(one.fields);
  for (const [key, field] of other.fields) {
    const known = fields.get(key);
    fields.set(key, known ? { ...field, optional: known.optional && field.optional } : field);
  }
  const rest = one.rest !== null && other.rest !== null ? one.rest : null;
  return { kind: 'object', fields, rest };
}

function typeOfConstant(value: JsonValue): Type {
  if (value === null) return nullType;
  if (typeof value !== 'object') return literalOf(value);
  if (Array.isArray(value)) {
    return listOf(
      unionOf((value as readonly JsonValue[]).flatMap((item) => partsOfType(typeOfConstant(item)))),
    );
  }
  return objectOf(
    Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, typeOfConstant(item as JsonValue)]),
    ),
  );
}

function impliedType(schema: JsonObject): string | undefined {
  if (schema['properties'] !== undefined) return 'object';
  return schema['items'] !== undefined || schema['prefixItems'] !== undefined ? 'array' : undefined;
}

function docOf(schema: JsonValue): string | undefined {
  const text = isJsonObject(schema) ? (schema['description'] ?? schema['title']) : undefined;
  return typeof text === 'string' ? text : undefined;
}
