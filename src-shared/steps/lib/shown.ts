import type { JsonValue } from '../../lib/json';

// How settings look in the one line under a step's title: bindings without their braces.

const singleBinding = /^\s*\{\{(?<expression>(?:(?!\}\}|\{\{)[\s\S])*)\}\}\s*$/;

/** A setting as a short text; `fallback` when it is missing or empty. */
export function shown(value: JsonValue | undefined, fallback: string, limit = 60): string {
  if (value === undefined || value === null || value === '') return fallback;
  const text = typeof value === 'string' ? withoutBraces(value) : JSON.stringify(value);
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return fallback;
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}

function withoutBraces(text: string): string {
  return singleBinding.exec(text)?.groups?.['expression'] ?? text;
}

/** `1 case`, `3 cases`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}
