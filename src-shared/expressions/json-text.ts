import type { Evaluation } from './evaluation';
import { DateValue } from './date-value';
import { fail } from './expression-error';
import { forbiddenKey } from './forbidden-names';
import { RegexValue } from './regex-value';
import { SecretRef, SecretText } from './types';

/** Deepest value that may be written, read or returned. Data from steps may be 64 deep. */
export const deepestValue = 200;

/** JSON text of a value, as JSON.stringify writes it. Pays for every value and character. */
export function writeJson(evaluation: Evaluation, value: unknown, indent = ''): string {
  return write(evaluation, value, indent, '', 0) ?? 'null';
}

function write(
  evaluation: Evaluation,
  value: unknown,
  indent: string,
  margin: string,
  depth: number,
): string | undefined {
  evaluation.charge(1);
  if (typeof value === 'string') {
    evaluation.reserveText(value.length + 2);
    return JSON.stringify(value);
  }
  if (typeof value === 'number')
    return Number.isFinite(value) ? String(value === 0 ? 0 : value) : 'null';
  if (typeof value === 'boolean' || value === null) return String(value);
  if (typeof value !== 'object') return undefined;
  if (value instanceof DateValue) return `"${value.toISOString()}"`;
  if (value instanceof RegexValue) return JSON.stringify(value.toString());
  if (value instanceof SecretRef || value instanceof SecretText) throw secretInJson();
  if (depth >= deepestValue) throw tooDeep();
  const inner = margin + indent;
  if (Array.isArray(value)) {
    const parts: string[] = [];
    for (const item of value as unknown[]) {
      parts.push(write(evaluation, item, indent, inner, depth + 1) ?? 'null');
    }
    return wrap(evaluation, '[', parts, ']', indent, margin);
  }
  const parts: string[] = [];
  for (const [key, item] of Object.entries(value)) {
    const text = write(evaluation, item, indent, inner, depth + 1);
    if (text !== undefined) parts.push(`${JSON.stringify(key)}:${indent === '' ? '' : ' '}${text}`);
  }
  return wrap(evaluation, '{', parts, '}', indent, margin);
}

function wrap(
  evaluation: Evaluation,
  open: string,
  parts: readonly string[],
  close: string,
  indent: string,
  margin: string,
): string {
  if (parts.length === 0) return open + close;
  const gap = indent === '' ? 0 : 1 + margin.length + indent.length;
  let length = 2 + gap;
  for (const part of parts) length += part.length + 1 + gap;
  evaluation.reserveText(length);
  if (indent === '') return open + parts.join(',') + close;
  const line = `\n${margin}${indent}`;
  return `${open}${line}${parts.join(`,${line}`)}\n${margin}${close}`;
}

/** A value from JSON text. Refuses what is too deep before reading it. */
export function readJson(evaluation: Evaluation, text: string): unknown {
  evaluation.reserveText(text.length);
  evaluation.charge(1 + (text.length >> 3));
  refuseDeepText(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw fail('EXPR_TYPE', `The text is not JSON: ${reason}`);
  }
  refusePrototypeKeys(evaluation, value);
  return value;
}

function refuseDeepText(text: string): void {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 92) index++;
      else if (code === 34) inString = false;
    } else if (code === 34) inString = true;
    else if (code === 91 || code === 123) {
      if (++depth > deepestValue) throw tooDeep();
    } else if (code === 93 || code === 125) depth--;
  }
}

function refusePrototypeKeys(evaluation: Evaluation, value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const items: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  evaluation.charge(1 + items.length);
  if (Object.hasOwn(value, '__proto__')) throw forbiddenKey('__proto__');
  for (const item of items) refusePrototypeKeys(evaluation, item);
}

export function tooDeep(): Error {
  return fail('EXPR_STACK', `The value is nested more than ${deepestValue} levels deep`);
}

function secretInJson(): Error {
  return fail(
    'EXPR_SECRET',
    'A secret cannot be turned into text inside an expression',
    'Write it as text around the binding: Bearer {{ secrets.name }}.',
  );
}
