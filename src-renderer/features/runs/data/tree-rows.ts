import { isJsonObject, type JsonValue } from '@shared/lib/json';

/** One visible line of a value's tree. */
export interface TreeRow {
  /** Unique in the tree; the path as JSON. */
  readonly id: string;
  readonly path: readonly (string | number)[];
  readonly depth: number;
  readonly label: string;
  readonly value: JsonValue;
  readonly expandable: boolean;
  readonly expanded: boolean;
}

/** Rows shown under one parent before "more" must be asked for. */
export const childLimit = 1_000;

/** The lines of a tree of which the ids in `expanded` are open; the root is always open. */
export function treeRows(value: JsonValue, expanded: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = [];
  addChildren(rows, value, [], 0, expanded);
  return rows;
}

function addChildren(
  rows: TreeRow[],
  value: JsonValue,
  path: readonly (string | number)[],
  depth: number,
  expanded: ReadonlySet<string>,
): void {
  for (const [key, child] of childrenOf(value)) {
    const childPath = [...path, key];
    const id = JSON.stringify(childPath);
    const expandable = typeof child === 'object' && child !== null && size(child) > 0;
    const open = expandable && expanded.has(id);
    rows.push({
      id,
      path: childPath,
      depth,
      label: String(key),
      value: child,
      expandable,
      expanded: open,
    });
    if (open) addChildren(rows, child, childPath, depth + 1, expanded);
  }
}

function childrenOf(value: JsonValue): (readonly [string | number, JsonValue])[] {
  if (Array.isArray(value)) {
    return (value as readonly JsonValue[]).slice(0, childLimit).map((item, index) => [index, item]);
  }
  return isJsonObject(value) ? Object.entries(value).slice(0, childLimit) : [];
}

function size(value: object): number {
  return Array.isArray(value) ? value.length : Object.keys(value).length;
}
