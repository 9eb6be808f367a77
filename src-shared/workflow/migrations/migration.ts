import type { MapNode } from '../source/node';
import type { Patch } from '../source/patch';

/**
 * Takes a file from one format version to the next. It says what changes in the data; comments,
 * order and everything else in the text stay as they are.
 */
export interface Migration {
  /** What it does, as a file name: `rename-retry-keys`. */
  readonly name: string;
  /** The version it takes; it gives the next one. */
  readonly from: number;
  readonly change: (root: MapNode, patch: Patch) => void;
}
