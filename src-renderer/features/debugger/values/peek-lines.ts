import { isJsonObject, type JsonValue } from '@shared/lib/json';
import type { Recorded } from '@shared/runs/recorded';

const mostLines = 8;
const mostCharacters = 600;
const mostParts = 20;

/** The first lines of a value, made without walking through the rest of it. */
export function peekLines(recorded: Recorded): string {
  if ('blob' in recorded) return cut(recorded.blob.preview);
  const { value } = recorded;
  if (typeof value === 'string') return cut(value);
  return cut(JSON.stringify(sample(value, 0), null, 2));
}

/** `items 37`, `keys 4`, `text 120 characters`, and the size of what is kept outside the log. */
export function peekSize(recorded: Recorded): string {
  if ('blob' in recorded) {
    const { type, count, bytes } = recorded.blob;
    const megabytes = (bytes / 1e6).toFixed(1);
    return `${type}, ${count.toLocaleString('en')} parts, ${megabytes} MB`;
  }
  const { value } = recorded;
  if (Array.isArray(value)) return plural(value.length, 'item');
  if (isJsonObject(value)) return plural(Object.keys(value).length, 'key');
  if (typeof value === 'string') return plural(value.length, 'character');
  return value === null ? 'null' : typeof value;
}

function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

function sample(value: JsonValue, depth: number): JsonValue {
  if (typeof value === 'string') return value.slice(0, mostCharacters);
  if (depth > 3) return Array.isArray(value) || isJsonObject(value) ? '…' : value;
  if (Array.isArray(value)) {
    return (value as readonly JsonValue[])
      .slice(0, mostParts)
      .map((item) => sample(item, depth + 1));
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).slice(0, mostParts);
  return Object.fromEntries(entries.map(([key, part]) => [key, sample(part, depth + 1)]));
}

function cut(text: string): string {
  const lines = text.slice(0, mostCharacters).split('\n');
  const more = lines.length > mostLines || text.length > mostCharacters;
  return lines.slice(0, mostLines).join('\n') + (more ? '\n…' : '');
}
