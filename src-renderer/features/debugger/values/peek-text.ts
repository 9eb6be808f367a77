import type { JsonValue } from '@shared/lib/json';
import type { Recorded } from '@shared/runs/recorded';

/** A value on one line, no longer than asked; large values show how they begin. */
export function peekText(recorded: Recorded, most: number): string {
  const text = 'blob' in recorded ? recorded.blob.preview : shortJson(recorded.value, most);
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > most ? `${line.slice(0, most)}…` : line;
}

/** JSON of a value, without walking through what would be cut off anyway. */
function shortJson(value: JsonValue, most: number): string {
  if (Array.isArray(value)) {
    return JSON.stringify((value as readonly JsonValue[]).slice(0, most));
  }
  if (typeof value === 'string' && value.length > most) return `"${value.slice(0, most)}…`;
  if (typeof value === 'object' && value !== null) {
    return JSON.stringify(Object.fromEntries(Object.entries(value).slice(0, most)));
  }
  return JSON.stringify(value);
}
