import { isJsonObject, type JsonValue } from '@shared/lib/json';
import type { BlobRef } from '@shared/runs/recorded';

// How values are shown in one line. A peek never costs more than it shows.

const peekLength = 120;
/** Texts are shown as they are up to here; a longer one is opened in pages. */
export const textLength = 10_000;

export function typeOf(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

export function shown(value: JsonValue): string {
  if (typeof value === 'string') {
    return value.length <= textLength
      ? JSON.stringify(value)
      : `${JSON.stringify(value.slice(0, peekLength))}… (${value.length} characters)`;
  }
  if (Array.isArray(value)) return `${countOf(value.length, 'item')} ${peek(value)}`;
  if (isJsonObject(value)) return peek(value);
  return String(value);
}

export function shownBlob(blob: BlobRef): string {
  return `${blob.type}, ${sizeOf(blob)}`;
}

function sizeOf({ type, count, bytes }: BlobRef): string {
  const what = type === 'array' ? 'item' : type === 'object' ? 'key' : 'character';
  return `${countOf(count, what)}, ${bytesOf(bytes)}`;
}

export function bytesOf(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function countOf(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}

/** The beginning of the JSON text, without making all of it. */
function peek(value: JsonValue): string {
  const parts: string[] = [];
  const room = { left: peekLength };
  write(value, parts, room, 0);
  const text = parts.join('');
  return room.left < 0 ? `${text.slice(0, peekLength)}…` : text;
}

function write(value: JsonValue, parts: string[], room: { left: number }, depth: number): void {
  const add = (text: string): void => {
    parts.push(text);
    room.left -= text.length;
  };
  if (room.left < 0) return;
  if (typeof value === 'string') add(JSON.stringify(value.slice(0, peekLength)));
  else if (Array.isArray(value)) {
    if (depth > 3) return add('[…]');
    add('[');
    for (const [index, item] of (value as readonly JsonValue[]).entries()) {
      if (room.left < 0) break;
      if (index > 0) add(', ');
      write(item, parts, room, depth + 1);
    }
    add(']');
  } else if (isJsonObject(value)) {
    if (depth > 3) return add('{…}');
    add('{');
    let first = true;
    for (const key in value) {
      if (room.left < 0) break;
      add(`${first ? '' : ', '}${key}: `);
      first = false;
      write(value[key] ?? null, parts, room, depth + 1);
    }
    add('}');
  } else add(String(value));
}

const identifier = /^[A-Za-z_$][\w$]*$/;

/** How a part of a value is called in an expression; `of` is empty at the top. */
export function partName(of: string, key: string | number): string {
  if (typeof key === 'number') return `${of}[${key}]`;
  if (identifier.test(key)) return of === '' ? key : `${of}.${key}`;
  return `${of}[${JSON.stringify(key)}]`;
}
