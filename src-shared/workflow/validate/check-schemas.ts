import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json';
import { typeOfValue } from './schema-path';
import { reportValue, type Validation } from './validation';

const types = ['null', 'boolean', 'object', 'array', 'number', 'string', 'integer'];
const schemaMaps = ['properties', 'patternProperties', '$defs'];
const schemaLists = ['anyOf', 'oneOf', 'allOf', 'prefixItems'];
const schemaKeys = ['items', 'additionalProperties', 'not', 'contains', 'propertyNames'];
const counts = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'];
const numbers = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];

type Path = readonly (string | number)[];

/** The JSON Schemas of input and output, and that the samples fit the input. */
export function checkSchemas(validation: Validation): void {
  const { workflow } = validation;
  for (const key of ['input', 'output'] as const) {
    const schema = workflow[key];
    if (schema === undefined) continue;
    const report = (path: Path, message: string): void =>
      reportValue(validation, [key, ...path], {
        code: 'SCHEMA_INVALID',
        message: `\`${key}\` is not a JSON Schema: ${message}`,
        hint: 'See https://json-schema.org/draft/2020-12 for the keywords.',
      });
    checkSchema(schema, [], report);
  }
  if (workflow.input === undefined) return;
  for (const [index, sample] of workflow.samples.entries()) {
    const problem = firstMismatch(workflow.input, sample.input, []);
    if (problem === null) continue;
    reportValue(validation, ['samples', index, 'input', ...problem.path], {
      code: 'SAMPLE_INVALID',
      severity: 'warning',
      message: `The sample "${sample.name.slice(0, 60)}" does not fit the input: ${problem.message}`,
      hint: 'Change the sample, or the schema under `input:`.',
    });
  }
}

function checkSchema(
  schema: JsonValue,
  path: Path,
  report: (path: Path, message: string) => void,
): void {
  if (typeof schema === 'boolean') return;
  if (!isJsonObject(schema)) {
    report(path, `a map is wanted, found ${typeOfValue(schema)}`);
    return;
  }
  checkKeywords(schema, path, report);
  for (const key of schemaMaps) {
    const map = schema[key];
    if (map === undefined) continue;
    if (!isJsonObject(map)) report([...path, key], `\`${key}\` must be a map of schemas`);
    else {
      for (const [name, child] of Object.entries(map)) {
        checkSchema(child, [...path, key, name], report);
      }
    }
  }
  for (const key of schemaLists) {
    const list = schema[key];
    if (list === undefined) continue;
    if (!Array.isArray(list)) report([...path, key], `\`${key}\` must be a list of schemas`);
    else {
      (list as readonly JsonValue[]).forEach((child, index) =>
        checkSchema(child, [...path, key, index], report),
      );
    }
  }
  for (const key of schemaKeys) {
    const child = schema[key];
    if (child !== undefined) checkSchema(child, [...path, key], report);
  }
}

function checkKeywords(
  schema: JsonObject,
  path: Path,
  report: (path: Path, message: string) => void,
): void {
  const { type, required, pattern } = schema;
  const named = Array.isArray(type) ? (type as readonly JsonValue[]) : [type];
  for (const name of type === undefined ? [] : named) {
    if (typeof name === 'string' && types.includes(name)) continue;
    report([...path, 'type'], `\`type\` must be one of ${types.join(', ')}`);
  }
  const list = Array.isArray(required) ? (required as readonly JsonValue[]) : null;
  if (required !== undefined && list?.every((name) => typeof name === 'string') !== true) {
    report([...path, 'required'], '`required` must be a list of names');
  }
  if (schema['enum'] !== undefined && !Array.isArray(schema['enum'])) {
    report([...path, 'enum'], '`enum` must be a list of values');
  }
  for (const key of counts) {
    const value = schema[key];
    if (value === undefined || (Number.isInteger(value) && Number(value) >= 0)) continue;
    report([...path, key], `\`${key}\` must be a whole number, 0 or more`);
  }
  for (const key of numbers) {
    const value = schema[key];
    if (value !== undefined && typeof value !== 'number') {
      report([...path, key], `\`${key}\` must be a number`);
    }
  }
  if (pattern !== undefined && !isPattern(pattern)) {
    report([...path, 'pattern'], '`pattern` must be a regular expression');
  }
}

function isPattern(pattern: JsonValue): boolean {
  if (typeof pattern !== 'string') return false;
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/**
 * The first place where data does not fit, as far as types, required keys and enums go. The whole
 * of JSON Schema is checked when a run starts.
 */
function firstMismatch(
  schema: JsonValue | undefined,
  data: JsonValue,
  path: Path,
): { readonly path: Path; readonly message: string } | null {
  if (!isJsonObject(schema)) return null;
  const wanted = Array.isArray(schema['type'])
    ? (schema['type'] as readonly JsonValue[])
    : [schema['type']];
  const given = typeOfValue(data);
  const fits = wanted.some(
    (type) =>
      type === undefined || type === given || (type === 'integer' && Number.isInteger(data)),
  );
  const where = path.length === 0 ? 'it' : `\`${path.join('.')}\``;
  if (!fits) return { path, message: `${where} must be ${wanted.join(' or ')}, found ${given}` };
  if (Array.isArray(data)) {
    for (const [index, item] of (data as readonly JsonValue[]).entries()) {
      const problem = firstMismatch(schema['items'], item, [...path, index]);
      if (problem !== null) return problem;
    }
    return null;
  }
  if (!isJsonObject(data)) return null;
  const required = Array.isArray(schema['required'])
    ? (schema['required'] as readonly JsonValue[])
    : [];
  const absent = required.find((name) => !Object.hasOwn(data, String(name)));
  if (absent !== undefined) return { path, message: `"${String(absent)}" is missing` };
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  for (const [key, value] of Object.entries(data)) {
    const child = Object.hasOwn(properties, key) ? properties[key] : undefined;
    const problem = firstMismatch(child, value, [...path, key]);
    if (problem !== null) return problem;
  }
  return null;
}
