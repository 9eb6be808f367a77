import type { JsonValue } from '../../lib/json';

// The YAML text as a tree in which every node knows its place. Offsets are UTF-16 indexes into
// the text; aliases are resolved, so a shared node appears at several places of the tree.

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

interface NodePlace {
  /** Start of the content, after any anchor or tag. */
  readonly from: number;
  /** End of the content; for a block scalar after its last line break. */
  readonly to: number;
  /** Start of the anchor or tag in front; `from` when there is none. */
  readonly start: number;
  readonly anchor?: string;
  /** The node stands here as `*alias`; `from` and `to` are those of the alias itself. */
  readonly alias?: boolean;
}

export interface ScalarNode extends NodePlace {
  readonly type: 'scalar';
  readonly value: null | boolean | number | string;
  readonly style: ScalarStyle;
  /** Nothing is written: `key:` with an empty value. */
  readonly empty: boolean;
}

export interface MapEntry {
  readonly key: string;
  readonly keyFrom: number;
  readonly keyTo: number;
  /** After the colon; `keyTo` when there is none. */
  readonly colonTo: number;
  readonly value: SourceNode;
  /** Written with `? key` or with an anchor or tag on the key: edited only as part of the whole. */
  readonly unusual: boolean;
}

export interface MapNode extends NodePlace {
  readonly type: 'map';
  readonly flow: boolean;
  readonly entries: readonly MapEntry[];
}

export interface SeqItem {
  /** Offset of the `-` in a block sequence; start of the value in a flow sequence. */
  readonly mark: number;
  readonly value: SourceNode;
}

export interface SeqNode extends NodePlace {
  readonly type: 'seq';
  readonly flow: boolean;
  readonly items: readonly SeqItem[];
}

export type SourceNode = ScalarNode | MapNode | SeqNode;

export type SourcePath = readonly (string | number)[];

/** The entry of a map, or undefined. With duplicate keys the first one counts. */
export function findEntry(node: SourceNode | undefined, key: string): MapEntry | undefined {
  if (node?.type !== 'map') return undefined;
  return node.entries.find((entry) => entry.key === key);
}

/** The node at a path of keys and indexes, or undefined. */
export function nodeAt(root: SourceNode | undefined, path: SourcePath): SourceNode | undefined {
  let node = root;
  for (const key of path) {
    if (node?.type === 'map') node = findEntry(node, String(key))?.value;
    else if (node?.type === 'seq') node = node.items[Number(key)]?.value;
    else return undefined;
  }
  return node;
}

/** The plain data of a node. Anything that is not JSON was reported and is null here. */
export function toJson(node: SourceNode): JsonValue {
  switch (node.type) {
    case 'scalar':
      return node.value;
    case 'seq':
      return node.items.map((item) => toJson(item.value));
    case 'map': {
      const object: Record<string, JsonValue> = {};
      for (const entry of node.entries) {
        // Forbidden names were reported; here they would reach Object.prototype.
        if (entry.key === '__proto__' || Object.hasOwn(object, entry.key)) continue;
        object[entry.key] = toJson(entry.value);
      }
      return object;
    }
  }
}

/** End of the last written character below a node; block collections end with their last child. */
export function contentEnd(node: SourceNode): number {
  if (node.alias === true || node.type === 'scalar' || node.flow) return node.to;
  if (node.type === 'seq') {
    const last = node.items.at(-1);
    return last === undefined ? node.to : Math.max(last.mark + 1, contentEnd(last.value));
  }
  const last = node.entries.at(-1);
  return last === undefined ? node.to : Math.max(last.colonTo, contentEnd(last.value));
}
