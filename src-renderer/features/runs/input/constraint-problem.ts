import type { JsonObject, JsonValue } from '@shared/lib/json';

/**
 * What is wrong with one field's value by the plain limits of its schema, in words for the person
 * who fills it in; undefined when nothing is. Main checks the whole schema again.
 */
export function constraintProblem(schema: JsonObject, value: JsonValue): string | undefined {
  if (typeof value === 'number') return numberProblem(schema, value);
  if (typeof value === 'string') return textProblem(schema, value);
  if (Array.isArray(value)) return listProblem(schema, value);
  return undefined;
}

function numberProblem(schema: JsonObject, value: number): string | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (typeof minimum === 'number' && value < minimum) return `At least ${minimum}.`;
  if (typeof maximum === 'number' && value > maximum) return `At most ${maximum}.`;
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum) {
    return `More than ${exclusiveMinimum}.`;
  }
  if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum) {
    return `Less than ${exclusiveMaximum}.`;
  }
  if (typeof multipleOf === 'number' && multipleOf > 0) {
    const share = value / multipleOf;
    if (Math.abs(share - Math.round(share)) > 1e-9) return `A multiple of ${multipleOf}.`;
  }
  return undefined;
}

function textProblem(schema: JsonObject, value: string): string | undefined {
  const { minLength, maxLength, format } = schema;
  const length = [...value].length;
  if (typeof minLength === 'number' && length < minLength) {
    return minLength === 1 ? 'A value is needed here.' : `At least ${minLength} characters.`;
  }
  if (typeof maxLength === 'number' && length > maxLength)
    return `At most ${maxLength} characters.`;
  // Patterns come from the file: only main's engine, whose time is bounded, evaluates them.
  if (format === 'email' && !/^[^@\s]+@[^@\s]+$/.test(value)) return 'An e-mail address.';
  if (format === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(value)) return 'A date: 2026-02-28.';
  if (format === 'uri' && !/^[a-z][a-z0-9+.-]*:/i.test(value))
    return 'An address with its scheme: https://…';
  return undefined;
}

function listProblem(schema: JsonObject, value: readonly JsonValue[]): string | undefined {
  const { minItems, maxItems } = schema;
  if (typeof minItems === 'number' && value.length < minItems) return `At least ${minItems} items.`;
  if (typeof maxItems === 'number' && value.length > maxItems) return `At most ${maxItems} items.`;
  return undefined;
}
