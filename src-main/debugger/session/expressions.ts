import type { JsonValue } from '@shared/lib/json';
import type { GatePoint } from '../../engine/gates/debug-port';

/** An expression with or without `{{ }}` around it, as a binding. */
export function asBinding(expression: string): string {
  const text = expression.trim();
  return text.startsWith('{{') && text.endsWith('}}') ? text : `{{ ${text} }}`;
}

/** Throws what the expression throws. */
export function holds(
  point: GatePoint,
  condition: string,
  locals: Readonly<Record<string, JsonValue>> = {},
): boolean {
  return Boolean(point.evaluate(asBinding(condition), locals));
}

/** A log message with its bindings filled in. */
export function messageAt(point: GatePoint, message: string): string {
  const value = point.evaluate(message);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
