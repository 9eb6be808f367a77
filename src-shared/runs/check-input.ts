import { AppError } from '../errors/app-error';
import type { JsonObject, JsonValue } from '../lib/json';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import { RE2JS } from 're2js';

/** Schemas of workflows that are called again and again are compiled once. */
const compiled = new WeakMap<JsonObject, ValidateFunction>();

/** Throws INPUT_INVALID when a run's input does not fit the workflow's `input:` schema. */
export function checkInput(
  schema: JsonObject | undefined,
  input: JsonValue,
  workflow = 'the workflow',
): void {
  if (!schema) return;
  let validate = compiled.get(schema);
  if (validate === undefined) {
    validate = compile(schema);
    compiled.set(schema, validate);
  }
  if (validate(input)) return;
  const errors = (validate.errors ?? []).slice(0, 20);
  const [first] = errors;
  throw new AppError({
    code: 'INPUT_INVALID',
    kind: 'user',
    message: `The input does not fit ${workflow}: ${first ? sentence(first) : 'it is not valid'}.`,
    hint: 'Correct the input, or the `input:` schema of the workflow.',
    details: {
      problems: errors.map((error) => ({
        path: pathOf(error),
        message: error.message ?? 'is not valid',
      })),
    },
  });
}

// The module is CommonJS; depending on who loads it the function is the module or its default.
const addFormats = (
  'default' in addFormatsModule ? addFormatsModule.default : addFormatsModule
) as (ajv: Ajv2020) => void;

/** Patterns come with the file: an engine whose time grows with the text alone. */
const linearPatterns = Object.assign(
  (pattern: string) => {
    const compiled = RE2JS.compile(pattern);
    return { test: (text: string) => compiled.matcher(text).find() };
  },
  { code: 'linearPatterns' },
);

function compile(schema: JsonObject): ValidateFunction {
  try {
    const ajv = new Ajv2020({
      allErrors: true,
      strict: false,
      validateFormats: true,
      code: { regExp: linearPatterns },
    });
    addFormats(ajv);
    return ajv.compile(schema);
  } catch (error) {
    throw new AppError(
      {
        code: 'INPUT_SCHEMA',
        kind: 'user',
        message: `The workflow's input schema cannot be used: ${error instanceof Error ? error.message : String(error)}.`,
        hint: 'Correct `input:` in the workflow.',
      },
      { cause: error },
    );
  }
}

function sentence(error: ErrorObject): string {
  return `${pathOf(error)} ${error.message ?? 'is not valid'}`;
}

/** `$.orders[3].price` */
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
