import type { JsonValue } from '../lib/json';
import { isJsonObject } from '../lib/json';
import type { Recorded } from '../runs/recorded';

// Places in values and in settings.

export type ValuePath = readonly (string | number)[];

export function valueAt(recorded: Recorded | undefined, field: ValuePath): JsonValue | undefined {
  return recorded && 'value' in recorded ? valueAtPath(recorded.value, field) : undefined;
}

export function valueAtPath(value: JsonValue | undefined, field: ValuePath): JsonValue | undefined {
  let at: JsonValue | undefined = value;
  for (const key of field) {
    if (Array.isArray(at)) at = (at as readonly JsonValue[])[Number(key)];
    else if (isJsonObject(at) && Object.hasOwn(at, key)) at = at[key];
    else return undefined;
  }
  return at;
}

/** The binding that a place in settings comes from, and what of the place lies inside its value. */
export function bindingAt(
  config: JsonValue,
  field: ValuePath,
): { readonly text: string | null; readonly rest: ValuePath } {
  let at: JsonValue | undefined = config;
  for (const [index, key] of field.entries()) {
    if (typeof at === 'string')
      return { text: at.includes('{{') ? at : null, rest: field.slice(index) };
    at = valueAtPath(at, [key]);
  }
  return { text: typeof at === 'string' && at.includes('{{') ? at : null, rest: [] };
}

export function hasBinding(value: JsonValue | undefined): boolean {
  return textsIn(value).length > 0;
}

/** Texts with bindings anywhere in a value. */
export function textsIn(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return value.includes('{{') ? [value] : [];
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap(textsIn);
  return isJsonObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

/** What a step made, and which part of it is asked about. */
export interface Made {
  readonly made: Recorded | undefined;
  readonly field: ValuePath;
}

export const nothingMade: Made = { made: undefined, field: [] };

/** The place in the settings that a part of what was made was taken from as it was. */
export function sourceOf(input: JsonValue, { made, field }: Made): ValuePath | null {
  for (let length = 0; length <= field.length; length += 1) {
    const value = valueAt(made, field.slice(0, length));
    const place = value === undefined ? null : findSame(input, value);
    if (place !== null) return [...place, ...field.slice(length)];
  }
  return null;
}

/** Where in the settings the very value stands; null when it tells nothing, such as true or 0. */
function findSame(input: JsonValue, value: JsonValue): ValuePath | null {
  const text = JSON.stringify(value);
  if (text.length < 3 || text === 'true' || text === 'false' || text === 'null') return null;
  const search = (at: JsonValue, field: ValuePath): ValuePath | null => {
    if (JSON.stringify(at) === text) return field;
    if (typeof at !== 'object' || at === null || field.length > 6) return null;
    for (const [key, item] of Object.entries(at).slice(0, 100)) {
      const found = search(item as JsonValue, [...field, Array.isArray(at) ? Number(key) : key]);
      if (found !== null) return found;
    }
    return null;
  };
  return text.length > 100_000 ? null : search(input, []);
}
