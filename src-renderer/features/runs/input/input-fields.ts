import { isJsonObject, type JsonObject, type JsonValue } from '@shared/lib/json';
import { constraintProblem } from './constraint-problem';

// A workflow's `input:` JSON Schema as a form: one field per property. What a schema says that a
// simple field cannot hold becomes a JSON field, so every input can be given.

export type InputWidget = 'text' | 'multiline' | 'date' | 'number' | 'switch' | 'select' | 'json';

export interface InputField {
  /** Null when the whole input is one value and not an object. */
  readonly key: string | null;
  readonly label: string;
  readonly help: string;
  readonly widget: InputWidget;
  readonly required: boolean;
  /** For `select`. */
  readonly options: readonly JsonValue[];
  readonly integer: boolean;
  readonly initial: JsonValue | undefined;
  readonly schema: JsonObject;
}

/** The fields of the form, in the order of the schema. */
export function inputFields(schema: JsonObject | undefined): InputField[] {
  if (!schema) return [];
  const properties = schema['properties'];
  if (!isJsonObject(properties)) {
    return schema['type'] === 'object' ? [] : [fieldOf(null, 'Input', schema, true)];
  }
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(properties).map(([key, property]) =>
    fieldOf(key, key, isJsonObject(property) ? property : {}, required.includes(key)),
  );
}

function fieldOf(
  key: string | null,
  name: string,
  schema: JsonObject,
  required: boolean,
): InputField {
  const title = schema['title'];
  const description = schema['description'];
  const options = Array.isArray(schema['enum']) ? (schema['enum'] as readonly JsonValue[]) : [];
  return {
    key,
    label: typeof title === 'string' ? title : name,
    help: typeof description === 'string' ? description : '',
    widget: widgetOf(schema, options),
    required,
    options,
    integer: schema['type'] === 'integer',
    initial: schema['default'],
    schema,
  };
}

function widgetOf(schema: JsonObject, options: readonly JsonValue[]): InputWidget {
  if (options.length > 0) return 'select';
  switch (schema['type']) {
    case 'string':
      if (schema['format'] === 'date') return 'date';
      return schema['format'] === 'multiline' || Number(schema['maxLength']) > 500
        ? 'multiline'
        : 'text';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'switch';
    default:
      return 'json';
  }
}

/** What the user typed, by field; text as typed, so that half-typed values are not lost. */
export type InputDraft = Readonly<Record<string, string | boolean>>;

const wholeInput = '';

export function draftKey(field: InputField): string {
  return field.key ?? wholeInput;
}

/** The form as it opens: from a sample, the last run, or the schema's defaults. */
export function draftOf(fields: readonly InputField[], input: JsonValue | undefined): InputDraft {
  const draft: Record<string, string | boolean> = {};
  for (const field of fields) {
    const given = field.key === null ? input : isJsonObject(input) ? input[field.key] : undefined;
    draft[draftKey(field)] = toText(field, given ?? field.initial);
  }
  return draft;
}

/** Whether two forms say the same. */
export function sameDraft(one: InputDraft, other: InputDraft): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}

function toText(field: InputField, value: JsonValue | undefined): string | boolean {
  if (field.widget === 'switch') return value === true;
  if (value === undefined) return '';
  if (field.widget === 'json') return JSON.stringify(value, null, 2);
  if (field.widget === 'select') return JSON.stringify(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export interface ParsedDraft {
  readonly input: JsonValue;
  /** Messages by draft key. */
  readonly errors: Readonly<Record<string, string>>;
}

/** The input the draft stands for, and what is wrong with it. */
export function parseDraft(fields: readonly InputField[], draft: InputDraft): ParsedDraft {
  const errors: Record<string, string> = {};
  const input: Record<string, JsonValue> = {};
  let whole: JsonValue | undefined;
  for (const field of fields) {
    const parsed = parseField(field, draft[draftKey(field)]);
    if ('error' in parsed) errors[draftKey(field)] = parsed.error;
    else if (parsed.value !== undefined) {
      if (field.key === null) whole = parsed.value;
      else input[field.key] = parsed.value;
    }
  }
  return { input: whole ?? input, errors };
}

function parseField(
  field: InputField,
  text: string | boolean | undefined,
): { readonly value: JsonValue | undefined } | { readonly error: string } {
  if (typeof text === 'boolean') return { value: text };
  if (text === undefined || text.trim() === '') {
    if (field.required && text === '' && isText(field)) {
      const problem = constraintProblem(field.schema, '');
      return problem === undefined ? { value: '' } : { error: 'A value is needed here.' };
    }
    return field.required ? { error: 'A value is needed here.' } : { value: undefined };
  }
  const read = readText(field, text);
  if ('error' in read) return read;
  const problem = constraintProblem(field.schema, read.value);
  return problem === undefined ? read : { error: problem };
}

function isText(field: InputField): boolean {
  return field.widget === 'text' || field.widget === 'multiline';
}

function readText(
  field: InputField,
  text: string,
): { readonly value: JsonValue } | { readonly error: string } {
  if (isText(field) || field.widget === 'date') return { value: text };
  if (field.widget === 'number') {
    const number = Number(text);
    if (!Number.isFinite(number)) return { error: 'This is not a number.' };
    if (field.integer && !Number.isInteger(number))
      return { error: 'A whole number is needed here.' };
    return { value: number };
  }
  try {
    return { value: JSON.parse(text) as JsonValue };
  } catch (error) {
    return { error: `This is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}
