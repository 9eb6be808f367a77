import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import { RE2JS } from 're2js';
import type { JsonObject, JsonValue } from '../lib/json';

// Values against JSON Schemas that come from workflow files.

export interface Mismatch {
  /** `$.orders[3].price` */
  readonly path: string;
  readonly message: string;
}

/** Schemas of workflows that are called again and again are compiled once. */
const compiled = new WeakMap<JsonObject, ValidateFunction>();

/** What does not fit, at most twenty; throws when the schema itself cannot be used. */
export function findMismatches(schema: JsonObject, value: JsonValue): Mismatch[] {
  let validate = compiled.get(schema);
  if (validate === undefined) {
    validate = compile(schema);
    compiled.set(schema, validate);
  }
  if (validate(value)) return [];
  return (validate.errors ?? [])
    .slice(0, 20)
    .map((error) => ({ path: pathOf(error), message: error.message ?? 'is not valid' }));
}

// The module is CommonJS; depending on who loads it the function is the module or its default.
const addFormats = (
  'default' in addFormatsModule ? addFormatsModule.default : addFormatsModule
) as (ajv: Ajv2020) => void;

/** Patterns come with the file: an engine whose time grows with the text alone. */
const linearPatterns = Object.assign(
  (pattern: string) => {
    const expression = RE2JS.compile(pattern);
    return { test: (text: string) => expression.matcher(text).find() };
  },
  { code: 'linearPatterns' },
);

function compile(schema: JsonObject): ValidateFunction {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    validateFormats: true,
    code: { regExp: linearPatterns },
  });
  addFormats(ajv);
  return ajv.compile(schema);
}

function pathOf(error: ErrorObject): string {
  const keys = error.instancePath
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const missing: unknown = error.params['missingProperty'];
  if (typeof missing === 'string') keys.push(missing);
  return keys.reduce(
    (path, key) => (/^\d+$/.test(key) ? `${path}[${key}]` : `${path}.${key}`),
    '$',
  );
}
