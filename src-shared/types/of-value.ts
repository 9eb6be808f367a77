import { DateValue } from '../expressions/date-value';
import { RegexValue } from '../expressions/regex-value';
import { SecretRef, SecretText } from '../expressions/types';
import {
  anyType,
  booleanType,
  dateType,
  listOf,
  nullType,
  numberType,
  objectOf,
  patternType,
  secretType,
  textType,
  type Field,
  type Type,
} from './type';
import { unionOf } from './union';

/** Items of a list, and keys of an object, that are looked at. */
const itemsSeen = 60;
const keysSeen = 200;
const deepest = 8;

/** The type of an example: others like it may have more keys. */
export function typeOfExample(value: unknown, depth = 0): Type {
  switch (typeof value) {
    case 'string':
      return textType;
    case 'number':
      return numberType;
    case 'boolean':
      return booleanType;
    case 'object':
      return value === null ? nullType : typeOfObject(value, depth);
    default:
      return anyType;
  }
}

function typeOfObject(value: object, depth: number): Type {
  if (value instanceof DateValue) return dateType;
  if (value instanceof RegexValue) return patternType;
  if (value instanceof SecretRef || value instanceof SecretText) return secretType;
  if (depth > deepest) return Array.isArray(value) ? listOf(anyType) : objectOf({}, anyType);
  if (Array.isArray(value)) {
    const items = value.slice(0, itemsSeen).map((item: unknown) => typeOfExample(item, depth + 1));
    return listOf(items.length === 0 ? anyType : unionOf(items));
  }
  const fields = new Map<string, Field>();
  for (const key of Object.keys(value)) {
    if (fields.size >= keysSeen) break;
    if (key === '__proto__') continue;
    const type = typeOfExample((value as Record<string, unknown>)[key], depth + 1);
    fields.set(key, { type, optional: false });
  }
  return { kind: 'object', fields, rest: anyType, seen: true };
}
