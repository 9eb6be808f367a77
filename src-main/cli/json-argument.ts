import { readFileSync } from 'node:fs';
import { AppError } from '@shared/errors/app-error';
import type { JsonValue } from '@shared/lib/json';

/** A value given as JSON, as `@file`, or as `@-` for standard input. Throws INPUT_INVALID. */
export function readJsonArgument(
  text: string,
  name: string,
  hint = `Give ${name} as JSON, such as '{"name": "value"}', or as @file.json.`,
): JsonValue {
  if (!text.startsWith('@')) return parseJson(text, name, hint);
  const source = text.slice(1);
  let content: string;
  try {
    content = readFileSync(source === '-' ? 0 : source, 'utf8');
  } catch (cause) {
    throw inputError(`The file "${source}" for ${name} cannot be read`, hint, cause);
  }
  return parseJson(content, source === '-' ? 'standard input' : source, hint);
}

function parseJson(text: string, where: string, hint: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw inputError(`${where} is not JSON: ${reason}`, hint, cause);
  }
}

function inputError(message: string, hint: string, cause: unknown): AppError {
  return new AppError({ code: 'INPUT_INVALID', kind: 'user', message, hint }, { cause });
}
