import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json';
import type { NewValue } from './emit';
import { findEntry, nodeAt, toJson, type SourceNode, type SourcePath } from './node';

// A wanted change of the data, as a tree over the nodes it touches. It says nothing of text;
// render-patch.ts turns it into the smallest splices.

export interface PatchNode {
  replace?: NewValue;
  remove?: boolean;
  /** A new key for this entry. */
  rename?: string;
  readonly children: Map<string | number, PatchNode>;
  readonly added: Added[];
  /** When nothing is left inside, the whole entry goes. */
  dropWhenEmpty?: boolean;
}

export interface Added {
  /** Null in a list. */
  readonly key: string | null;
  value: NewValue;
  /** In a map: placed before the first of these keys that exists. */
  readonly before?: readonly string[];
  /** The entry as it shall be written, without indentation; instead of writing `value`. */
  readonly lines?: readonly string[];
}

/** Where a key belongs in a map that has an order of its own. */
export interface Order {
  /** How many keys of the path lead to that map. */
  readonly level: number;
  /** The keys that follow it. */
  readonly before: readonly string[];
}

export interface Patch {
  readonly root: PatchNode;
  /** Sets a value; what is missing on the way is made. */
  readonly set: (
    path: SourcePath,
    value: NewValue,
    options?: { readonly order?: Order; readonly lines?: readonly string[] },
  ) => void;
  readonly remove: (path: SourcePath) => void;
  readonly rename: (path: SourcePath, key: string) => void;
  /** Adds an item to the list at `path`, which is made when missing. */
  readonly append: (
    path: SourcePath,
    value: NewValue,
    options?: { readonly order?: Order },
  ) => void;
  /** Marks a map or list that is not worth keeping when it becomes empty. */
  readonly dropWhenEmpty: (path: SourcePath) => void;
  readonly isEmpty: () => boolean;
}

export function createPatch(source: SourceNode): Patch {
  const root = newNode();
  const at = (path: SourcePath): PatchNode => {
    let node = root;
    for (const key of path) {
      let child = node.children.get(key);
      if (child === undefined) node.children.set(key, (child = newNode()));
      node = child;
    }
    return node;
  };
  const set: Patch['set'] = (path, value, options = {}) => {
    for (let length = 0; length < path.length; length += 1) {
      const holder = nodeAt(source, path.slice(0, length));
      const key = path[length] ?? '';
      if (holder !== undefined && hasChild(holder, key)) continue;
      const rest = path.slice(length + 1);
      const target = at(path.slice(0, length));
      if (holder?.type === 'seq') {
        addTo(target, { key: null }, rest, value);
      } else if (holder?.type === 'map' || holder === undefined || isNull(holder)) {
        const before = options.order?.level === length ? options.order.before : undefined;
        const lines = rest.length === 0 ? options.lines : undefined;
        addTo(target, { key: String(key), before, lines }, rest, value);
      } else {
        // Something else stands in the way: it makes room.
        target.replace = { ...value, value: nest([key, ...rest], value.value) };
      }
      return;
    }
    at(path).replace = value;
  };
  return {
    root,
    set,
    remove(path) {
      if (nodeAt(source, path) !== undefined) at(path).remove = true;
    },
    rename(path, key) {
      at(path).rename = key;
    },
    append(path, value, options = {}) {
      const list = nodeAt(source, path);
      if (list?.type === 'seq') {
        at(path).added.push({ key: null, value });
        return;
      }
      const made = madeListAt(at(path.slice(0, -1)), path.at(-1));
      if (made !== undefined) {
        made.value = { ...made.value, value: [...asList(made.value.value), value.value] };
        return;
      }
      set(path, { ...value, value: [value.value], inlineFrom: 1 }, options);
    },
    dropWhenEmpty(path) {
      at(path).dropWhenEmpty = true;
    },
    isEmpty: () => isUntouched(root),
  };
}

function newNode(): PatchNode {
  return { children: new Map(), added: [] };
}

export function isUntouched(node: PatchNode): boolean {
  if (node.replace !== undefined || node.remove === true || node.rename !== undefined) return false;
  return node.added.length === 0 && [...node.children.values()].every(isUntouched);
}

function hasChild(node: SourceNode, key: string | number): boolean {
  if (node.type === 'map') return findEntry(node, String(key)) !== undefined;
  return node.type === 'seq' && node.items[Number(key)] !== undefined;
}

function isNull(node: SourceNode): boolean {
  return node.type === 'scalar' && node.value === null;
}

/** A list that this patch itself makes, either as a new entry or in the place of nothing. */
function madeListAt(
  parent: PatchNode,
  key: string | number | undefined,
): { value: NewValue } | undefined {
  if (key === undefined) return undefined;
  const added = parent.added.find((entry) => entry.key === key);
  if (added !== undefined) return added;
  const child = parent.children.get(key);
  if (child?.replace === undefined || !Array.isArray(child.replace.value)) return undefined;
  return wrap(child);
}

function wrap(node: PatchNode): { value: NewValue } {
  return {
    get value() {
      return node.replace ?? { value: null };
    },
    set value(next: NewValue) {
      node.replace = next;
    },
  };
}

function addTo(
  target: PatchNode,
  place: {
    readonly key: string | null;
    readonly before?: readonly string[] | undefined;
    readonly lines?: readonly string[] | undefined;
  },
  rest: SourcePath,
  value: NewValue,
): void {
  const { key, before, lines } = place;
  const present = key === null ? undefined : target.added.find((entry) => entry.key === key);
  if (present !== undefined) {
    const data = mergeIn(present.value.value, rest, value.value);
    present.value = { ...present.value, value: data };
    return;
  }
  const depth =
    value.inlineFrom === undefined ? {} : { inlineFrom: value.inlineFrom + rest.length };
  target.added.push({
    key,
    value: { ...value, ...depth, value: nest(rest, value.value) },
    ...(before !== undefined && { before }),
    ...(lines !== undefined && { lines }),
  });
}

function nest(path: SourcePath, value: JsonValue): JsonValue {
  return path.reduceRight<JsonValue>((inner, key) => {
    return typeof key === 'number' ? [inner] : { [key]: inner };
  }, value);
}

function mergeIn(data: JsonValue, path: SourcePath, value: JsonValue): JsonValue {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(data) && typeof key === 'number') {
    const list = [...(data as readonly JsonValue[])];
    list[Math.min(key, list.length)] = mergeIn(list[key] ?? null, rest, value);
    return list;
  }
  const object = isJsonObject(data) ? data : {};
  return { ...object, [key]: mergeIn(object[String(key)] ?? null, rest, value) };
}

function asList(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

/** The data after a patch; `undefined` = the entry is gone. */
export function patchedJson(node: SourceNode, patch: PatchNode): JsonValue | undefined {
  if (patch.remove === true) return undefined;
  if (patch.replace !== undefined) return patch.replace.value;
  if (patch.children.size === 0 && patch.added.length === 0) return toJson(node);
  if (node.type === 'seq') return patchedList(node, patch);
  if (node.type === 'map' || isNull(node)) {
    const data: Record<string, JsonValue> = {};
    const entries = node.type === 'map' ? node.entries : [];
    const seen = new Set<string>();
    for (const entry of entries) {
      // With duplicate keys the first one counts.
      if (entry.key === '__proto__' || seen.has(entry.key)) continue;
      seen.add(entry.key);
      const child = patch.children.get(entry.key);
      const value = child === undefined ? toJson(entry.value) : patchedJson(entry.value, child);
      if (value !== undefined) data[child?.rename ?? entry.key] = value;
    }
    for (const added of patch.added) if (added.key !== null) data[added.key] = added.value.value;
    return dropIfEmpty(data, patch);
  }
  return toJson(node);
}

function patchedList(
  node: Extract<SourceNode, { type: 'seq' }>,
  patch: PatchNode,
): JsonValue | undefined {
  const items: JsonValue[] = [];
  node.items.forEach((item, index) => {
    const child = patch.children.get(index);
    const value = child === undefined ? toJson(item.value) : patchedJson(item.value, child);
    if (value !== undefined) items.push(value);
  });
  for (const added of patch.added) items.push(added.value.value);
  return dropIfEmpty(items, patch);
}

function dropIfEmpty<Data extends JsonObject | readonly JsonValue[]>(
  data: Data,
  patch: PatchNode,
): Data | undefined {
  return patch.dropWhenEmpty === true && Object.keys(data).length === 0 ? undefined : data;
}
