import type { JsonValue } from '@shared/lib/json';
import type { Recorded } from '@shared/runs/recorded';
import { formatBytes } from './data/format-bytes';
import { describeValue } from './data/value-shape';

/** A text longer than this would hide the box it stands at. */
const longest = 14;

/**
 * What a step gave, in a few characters: a plain value itself, else how much it is. Nothing for
 * nothing, and for a record, whose number of keys tells nobody anything.
 */
export function resultWords(output: Recorded): string | undefined {
  if ('blob' in output) {
    const { type, count, bytes } = output.blob;
    const size = formatBytes(bytes);
    return type === 'array' ? `${count} ${count === 1 ? 'item' : 'items'} · ${size}` : size;
  }
  return valueWords(output.value);
}

function valueWords(value: JsonValue): string | undefined {
  if (value === null || value === '') return undefined;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return Array.isArray(value) ? describeValue(value) : undefined;
  const line = value.trim();
  return line.length <= longest && !line.includes('\n') ? `“${line}”` : describeValue(value);
}
