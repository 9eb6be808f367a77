import type { ContentHash } from '../lib/ids';
import type { JsonValue } from '../lib/json';

/** A value that is kept outside the log because it is large; content-addressed. */
export interface BlobRef {
  readonly hash: ContentHash;
  /** UTF-8 bytes of its JSON text. */
  readonly bytes: number;
  /** `object`, `array`, `string`… */
  readonly type: string;
  /** Items of an array, keys of an object, characters of a string. */
  readonly count: number;
  /** The first part of its JSON text, for a peek. */
  readonly preview: string;
}

/** Exactly one of the two: the value itself, or where it is kept. */
export type Recorded = { readonly value: JsonValue } | { readonly blob: BlobRef };
