import { readFileSync } from 'node:fs';
import { AppError } from '@shared/errors/app-error';
import { isJsonObject, type JsonValue } from '@shared/lib/json';

/** What `--input` and `--set` say about a run's input. */
export interface InputOptions {
  readonly input?: string;
  readonly set: readonly string[];
}

/** The input they give; undefined when they say nothing. Throws INPUT_INVALID. */
export function readRunInput(options: InputOptions): JsonValue | undefined {
  const given = options.input === undefined ? undefined : parseInput(options.input);
  if (options.set.length === 0) return given;
  if (given !== undefined && !isJsonObject(given)) {
    throw inputError('--set adds properties, but --input is not a JSON object');
  }
  return { ...given, ...Object.fromEntries(options.set.map(parseAssignment)) };
}

function parseInput(text: string): JsonValue {
  if (!text.startsWith('@')) return parseJson(text, '--input');
  const source = text.slice(1);
  const file = source === '-' ? 0 : source;
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (cause) {
    throw inputError(`The input file "${source}" cannot be read`, cause);
  }
  return parseJson(content, source === '-' ? 'standard input' : source);
}

function parseJson(text: string, where: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw inputError(`${where} is not JSON: ${reason}`, cause);
  }
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

function inputError(message: string, cause?: unknown): AppError {
  return new AppError(
    {
      code: 'INPUT_INVALID',
      kind: 'user',
      message,
      hint: `Give the input as --input '{"name": "value"}', --input @file.json or --set name=value.`,
    },
    { cause },
  );
}
