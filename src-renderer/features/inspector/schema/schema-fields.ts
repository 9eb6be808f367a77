import { isJsonObject, type JsonObject, type JsonValue } from '@shared/lib/json';

// The friendly view of a JSON Schema: one row per field. A schema that says more is edited as JSON.

export const fieldTypes = [
  'string',
  'number',
  'integer',
  'boolean',
  'array',
  'object',
  'any',
] as const;
export type SchemaFieldType = (typeof fieldTypes)[number];

export interface SchemaField {
  readonly name: string;
  readonly type: SchemaFieldType;
  readonly required: boolean;
  readonly title: string;
  readonly description: string;
  /** Choices of a text, comma separated when shown. */
  readonly choices: readonly string[];
  readonly defaultValue?: JsonValue;
  /** Keywords the list does not show; kept as they are. */
  readonly rest: JsonObject;
}

const schemaKeys: ReadonlySet<string> = new Set(['$schema', 'type', 'properties', 'required']);
const shownKeys: ReadonlySet<string> = new Set(['type', 'title', 'description', 'enum', 'default']);

/** The fields of a schema, or null when it cannot be shown as a list without losing something. */
export function schemaToFields(schema: JsonObject): SchemaField[] | null {
  if ((schema['type'] ?? 'object') !== 'object') return null;
  if (Object.keys(schema).some((key) => !schemaKeys.has(key) && key !== 'additionalProperties')) {
    return null;
  }
  const properties = schema['properties'] ?? {};
  if (!isJsonObject(properties)) return null;
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const fields: SchemaField[] = [];
  for (const [name, property] of Object.entries(properties)) {
    const field = propertyToField(name, property, required.includes(name));
    if (!field) return null;
    fields.push(field);
  }
  return fields;
}

function propertyToField(name: string, property: JsonValue, required: boolean): SchemaField | null {
  if (!isJsonObject(property)) return null;
  const type = property['type'] ?? 'any';
  if (!isFieldType(type)) return null;
  const choices = property['enum'] ?? [];
  if (!Array.isArray(choices) || choices.some((choice) => typeof choice !== 'string')) return null;
  const rest = Object.fromEntries(Object.entries(property).filter(([key]) => !shownKeys.has(key)));
  return {
    name,
    type,
    required,
    title: text(property['title']),
    description: text(property['description']),
    choices: choices.map(String),
    ...(property['default'] !== undefined && { defaultValue: property['default'] }),
    rest,
  };
}

/** The schema of a list of fields, on top of what else the old schema said. */
export function fieldsToSchema(fields: readonly SchemaField[], previous: JsonObject): JsonObject {
  const named = fields.filter((field) => field.name !== '');
  const required = named.filter((field) => field.required).map((field) => field.name);
  const kept = Object.fromEntries(
    Object.entries(previous).filter(([key]) => !schemaKeys.has(key) || key === '$schema'),
  );
  return {
    ...kept,
    type: 'object',
    properties: Object.fromEntries(named.map((field) => [field.name, fieldToProperty(field)])),
    ...(required.length > 0 && { required }),
  };
}

function fieldToProperty(field: SchemaField): JsonObject {
  return {
    ...(field.type !== 'any' && { type: field.type }),
    ...(field.title !== '' && { title: field.title }),
    ...(field.description !== '' && { description: field.description }),
    ...(field.choices.length > 0 && { enum: field.choices }),
    ...(field.defaultValue !== undefined && { default: field.defaultValue }),
    ...field.rest,
  };
}

/** A name no other field has yet. */
export function freshFieldName(fields: readonly SchemaField[]): string {
  for (let number = fields.length + 1; ; number += 1) {
    const name = `field${number}`;
    if (!fields.some((field) => field.name === name)) return name;
  }
}

function isFieldType(type: JsonValue): type is SchemaFieldType {
  return fieldTypes.some((known) => known === type);
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
