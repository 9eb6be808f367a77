import type { JsonValue } from '@shared/lib/json';
import type { BlobRef } from '@shared/runs/recorded';
import { hashText } from './content-hash';

// How a large value becomes rows: its JSON text in chunks, and for an array the places of some of
// its items, so that pages of either can be read without the rest.

/** JSON texts with more UTF-16 units than this are kept outside the log. */
export const blobThreshold = 65_536;
const chunkUnits = 131_072;
/** One item in so many has its place recorded. */
export const itemStride = 64;

export interface EncodedBlob {
  readonly ref: BlobRef;
  readonly text: string;
  /** Places of items 0, 64, 128, … of an array. */
  readonly itemStarts: readonly number[];
}

const previewUnits = 512;

export function encodeBlob(value: JsonValue): EncodedBlob {
  const { text, itemStarts } = Array.isArray(value)
    ? encodeArray(value)
    : { text: JSON.stringify(value), itemStarts: [] };
  return {
    text,
    itemStarts,
    ref: {
      hash: hashText(text),
      bytes: Buffer.byteLength(text),
      type: typeName(value),
      count: countOf(value),
      preview: text.slice(0, cutBefore(text, previewUnits)),
    },
  };
}

function encodeArray(items: readonly JsonValue[]): { text: string; itemStarts: number[] } {
  const itemStarts: number[] = [];
  const parts: string[] = [];
  let position = 1;
  for (const [index, item] of items.entries()) {
    if (index % itemStride === 0) itemStarts.push(position);
    const part = JSON.stringify(item);
    parts.push(part);
    position += part.length + 1;
  }
  return { text: `[${parts.join(',')}]`, itemStarts };
}

/** Pieces of at most `chunkUnits`; none ends between the halves of a character. */
export function chunksOf(text: string): { start: number; text: string }[] {
  const chunks: { start: number; text: string }[] = [];
  let start = 0;
  while (start < text.length) {
    const end = cutBefore(text, start + chunkUnits);
    chunks.push({ start, text: text.slice(start, end) });
    start = end;
  }
  return chunks;
}

/** The largest cut at or before `position` that leaves surrogate pairs whole. */
export function cutBefore(text: string, position: number): number {
  if (position >= text.length) return text.length;
  const before = text.charCodeAt(position - 1);
  return before >= 0xd800 && before <= 0xdbff ? position - 1 : position;
}

function typeName(value: JsonValue): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function countOf(value: JsonValue): number {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 1;
}
