import { AppError } from '../errors/app-error';
import type { JsonObject, JsonValue } from '../lib/json';
import { findMismatches, type Mismatch } from './json-schema-check';

/** Throws INPUT_INVALID when a run's input does not fit the workflow's `input:` schema. */
export function checkInput(
  schema: JsonObject | undefined,
  input: JsonValue,
  workflow = 'the workflow',
): void {
  check(schema, input, {
    invalid: {
      code: 'INPUT_INVALID',
      message: `The input does not fit ${workflow}`,
      hint: 'Correct the input, or the `input:` schema of the workflow.',
    },
    unusable: {
      code: 'INPUT_SCHEMA',
      message: "The workflow's input schema cannot be used",
      hint: 'Correct `input:` in the workflow.',
    },
  });
}

/** Throws OUTPUT_INVALID when what a workflow gave does not fit its `output:` schema. */
export function checkOutput(
  schema: JsonObject | undefined,
  output: JsonValue,
  workflow: string,
): void {
  check(schema, output, {
    invalid: {
      code: 'OUTPUT_INVALID',
      message: `What ${workflow} gave does not fit its \`output:\``,
      hint: 'Correct `result:` or `output:` of that workflow.',
    },
    unusable: {
      code: 'OUTPUT_SCHEMA',
      message: `The \`output:\` of ${workflow} cannot be used`,
      hint: 'Correct `output:` of that workflow.',
    },
  });
}

/** Throws FORM_INVALID when what a person filled in does not fit the approval's form. */
export function checkForm(schema: JsonObject | undefined, data: JsonValue): void {
  check(schema, data, {
    invalid: {
      code: 'FORM_INVALID',
      message: 'What was filled in does not fit the form',
      hint: 'Correct it, or reject.',
    },
    unusable: {
      code: 'FORM_SCHEMA',
      message: 'The form of this approval cannot be used',
      hint: 'Reject it, and correct `form` in the workflow.',
    },
  });
}

interface Wording {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

function check(
  schema: JsonObject | undefined,
  value: JsonValue,
  { invalid, unusable }: { readonly invalid: Wording; readonly unusable: Wording },
): void {
  if (!schema) return;
  let problems: Mismatch[];
  try {
    problems = findMismatches(schema, value);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `${unusable.message}: ${why}.`;
    throw new AppError({ ...unusable, message, kind: 'user' }, { cause });
  }
  const [first] = problems;
  if (!first) return;
  throw new AppError({
    ...invalid,
    kind: 'user',
    message: `${invalid.message}: ${first.path} ${first.message}.`,
    details: { problems: problems.map(({ path, message }) => ({ path, message })) },
  });
}
