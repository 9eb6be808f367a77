import { isJsonObject, type JsonValue } from '@shared/lib/json';
import type { Recorded } from '@shared/runs/recorded';
import { formatBytes } from './data/format-bytes';

/** How much a value is, in the room at a port. */
export interface PortWords {
  /** `37 items`. */
  readonly count: string;
  /** `4.2 kB`: of its JSON text. */
  readonly size: string;
}

/** Every box asks at every event; a recorded value never changes. */
const known = new WeakMap<Recorded, PortWords | null>();

/**
 * Count and size of what went through a port. Null for a plain value: the badge of its step says what it
 * is, which tells more.
 */
export function portWords(recorded: Recorded): PortWords | null {
  const before = known.get(recorded);
  if (before !== undefined) return before;
  const words = read(recorded);
  known.set(recorded, words);
  return words;
}

function read(recorded: Recorded): PortWords | null {
  if ('blob' in recorded) {
    const { type, count, bytes } = recorded.blob;
    return { count: countWords(count, nouns[type] ?? 'part'), size: formatBytes(bytes) };
  }
  const { value } = recorded;
  const count = counted(value);
  return count === null ? null : { count, size: formatBytes(bytesOf(value)) };
}

const nouns: Readonly<Record<string, string>> = { array: 'item', object: 'key', string: 'char' };

function counted(value: JsonValue): string | null {
  if (Array.isArray(value)) return countWords(value.length, 'item');
  if (isJsonObject(value)) {
    // One key is a name for a plain value, as in what a condition gives.
    const keys = Object.keys(value).length;
    return keys < 2 ? null : countWords(keys, 'key');
  }
  // A short text stands in the badge as it is.
  return typeof value === 'string' && value.length > shortText
    ? countWords(value.length, 'char')
    : null;
}

const shortText = 14;

function countWords(count: number, noun: string): string {
  const number =
    count < 10_000
      ? count.toLocaleString('en')
      : new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 }).format(
          count,
        );
  return `${number} ${noun}${count === 1 ? '' : 's'}`;
}

/** At most the 64 kB that a log keeps in its place. */
function bytesOf(value: JsonValue): number {
  return encoder.encode(JSON.stringify(value)).length;
}

const encoder = new TextEncoder();
