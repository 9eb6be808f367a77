import type { JsonObject } from '../lib/json';
import type { AppErrorData } from './app-error';

/** Error data as a value that flows along an error path: no key is undefined. */
export function errorToJson(error: AppErrorData): JsonObject {
  const { code, kind, message, hint, place, details } = error;
  return {
    code,
    kind,
    message,
    ...(hint !== undefined && { hint }),
    ...(place !== undefined && { place: { line: place.line, column: place.column } }),
    ...(details !== undefined && { details }),
  };
}
