import { AppError } from '@shared/errors/app-error';
import { isJsonObject, type JsonValue } from '@shared/lib/json';
import { readJsonArgument } from './json-argument';

/** What `--input` and `--set` say about a run's input. */
export interface InputOptions {
  readonly input?: string;
  readonly set: readonly string[];
}

const hint = `Give the input as --input '{"name": "value"}', --input @file.json or --set name=value.`;

/** The input they give; undefined when they say nothing. Throws INPUT_INVALID. */
export function readRunInput(options: InputOptions): JsonValue | undefined {
  const given =
    options.input === undefined ? undefined : readJsonArgument(options.input, '--input', hint);
  return withProperties(given, options.set, '--input');
}

/** A value with what `--set` adds to it; `name` is the option that gave the value. */
export function withProperties(
  given: JsonValue | undefined,
  set: readonly string[],
  name: string,
): JsonValue | undefined {
  if (set.length === 0) return given;
  if (given !== undefined && !isJsonObject(given)) {
    throw inputError(`--set adds properties, but ${name} is not a JSON object`);
  }
  return { ...given, ...Object.fromEntries(set.map(parseAssignment)) };
}

function parseAssignment(assignment: string): [string, JsonValue] {
  const equals = assignment.indexOf('=');
  if (equals < 1) {
    throw inputError(`"${assignment}" is not name=value`);
  }
  const text = assignment.slice(equals + 1);
  try {
    return [assignment.slice(0, equals), JSON.parse(text) as JsonValue];
  } catch {
    // Not JSON: it is meant as text.
    return [assignment.slice(0, equals), text];
  }
}

function inputError(message: string): AppError {
  return new AppError({
    code: 'INPUT_INVALID',
    kind: 'user',
    message,
    hint,
  });
}
