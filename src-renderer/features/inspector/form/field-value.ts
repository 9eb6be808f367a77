import type { JsonValue } from '@shared/lib/json';
import { findJsonFault } from '@shared/text/json-fault';
import { placeInText } from '@shared/text/text-place';
import type { FieldModel } from './field-model';
import { singleType } from './json-schema-nodes';

// Between a setting as it stands in the file and the text a person edits.

/** What became of a text: a value, the wish to have the setting removed, or a complaint. */
export type ParsedField =
  | { readonly type: 'value'; readonly value: JsonValue }
  | { readonly type: 'unset' }
  /** It says nothing yet: `{{  }}` that is just being filled. */
  | { readonly type: 'unfinished' }
  | { readonly type: 'invalid'; readonly message: string };

/** Whether a value holds a binding, so that it is edited as an expression. */
export function isBound(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && value.includes('{{');
}

/** A value as the text of an expression field. Text that would read as JSON is quoted. */
export function valueToText(value: JsonValue | undefined, textOnly: boolean): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') return JSON.stringify(value);
  return textOnly || tryParse(value) === undefined ? value : JSON.stringify(value);
}

/** The value a text stands for: JSON where it is JSON and the setting takes more than text. */
export function textToValue(text: string, textOnly: boolean): JsonValue {
  const parsed = textOnly ? undefined : tryParse(text);
  return parsed === undefined ? text : parsed;
}

/** Whether a setting takes text and nothing else, so that `42` typed into it stays text. */
export function isTextOnly(field: FieldModel): boolean {
  return (
    singleType(field.schema) === 'string' || field.widget === 'text' || field.widget === 'multiline'
  );
}

export function parseText(text: string, field: FieldModel): ParsedField {
  if (/^\s*\{\{\s*\}\}\s*$/.test(text)) return { type: 'unfinished' };
  if (text === '' && !(field.required && isTextOnly(field))) return { type: 'unset' };
  return { type: 'value', value: textToValue(text, isTextOnly(field)) };
}

export function parseNumber(text: string, field: FieldModel): ParsedField {
  const trimmed = text.trim();
  if (trimmed === '') return { type: 'unset' };
  const value = Number(trimmed);
  if (!Number.isFinite(value)) return { type: 'invalid', message: `"${trimmed}" is not a number` };
  if (singleType(field.schema) === 'integer' && !Number.isInteger(value)) {
    return { type: 'invalid', message: 'Write a whole number' };
  }
  return { type: 'value', value };
}

const duration = /^\d+(\.\d+)?(ms|s|m|h|d)$/;

export function parseDurationText(text: string): ParsedField {
  const trimmed = text.trim();
  if (trimmed === '') return { type: 'unset' };
  if (/^\d+$/.test(trimmed)) return { type: 'value', value: Number(trimmed) };
  const compact = trimmed.replaceAll(' ', '');
  if (duration.test(compact)) return { type: 'value', value: compact };
  return { type: 'invalid', message: 'Write a duration such as 500ms, 30s, 5m, 2h or 1d' };
}

/** JSON as text to edit; a text that is one binding, without blanks around it, stands bare. */
export function valueToJsonText(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  const bare = typeof value === 'string' && value === value.trim() && isBareBinding(value);
  return bare ? value : JSON.stringify(value, null, 2);
}

export function parseJsonText(text: string): ParsedField {
  const trimmed = text.trim();
  if (trimmed === '') return { type: 'unset' };
  if (isBareBinding(text)) return { type: 'value', value: trimmed };
  // Before parsing: JSON that says something twice is parsed without a word, and one of it is lost.
  const fault = findJsonFault(text);
  if (fault === null) return { type: 'value', value: JSON.parse(text) as JsonValue };
  const { line, column } = placeInText(text, fault.from);
  return { type: 'invalid', message: `Line ${line}, column ${column}: ${fault.message}` };
}

/** A text that is nothing but bindings: it stands for the value itself, without quotes. */
export function isBareBinding(text: string): boolean {
  return /^\s*\{\{[^]*\}\}\s*$/.test(text);
}

/** What a setting turns into when it is switched to an expression. */
export function toExpression(value: JsonValue | undefined): string {
  if (value === undefined || value === null || value === '') return '{{  }}';
  if (typeof value === 'string') return value;
  return `{{ ${JSON.stringify(value)} }}`;
}

function tryParse(text: string): JsonValue | undefined {
  try {
    // JSON.parse gives JSON or throws.
    return JSON.parse(text) as JsonValue;
  } catch {
    // Not JSON is an answer here, not an error.
    return undefined;
  }
}
