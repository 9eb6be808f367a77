// Reads parts of a value in the realm of the code, so that only these travel: what the inspector
// gives of a string is all of it.

export type PartsWanted = 'names' | 'items' | 'map' | 'set';

export interface ValueReader {
  /**
   * How many parts there are, and then, of each that is wanted, four: its name, what it is (`value`,
   * `getter`, `hole`, `unset` as
   * before its declaration, `key` of the entry that follows, `text` or `number` that is too long to travel,
   * `error` with such a text), its beginning or length, and the value.
   */
  read(target: object, wanted: PartsWanted, from: number, count: number): unknown[];
}

/** Sent to the code's realm as text before any code runs: it may use nothing from outside itself. */
export function createValueReader(longestText: number): ValueReader {
  const { getOwnPropertyDescriptor } = Object;
  const { ownKeys, apply } = Reflect;
  const { isArray } = Array;
  const { isView } = ArrayBuffer;
  const Bytes = Uint8Array;
  const { slice } = String.prototype;
  const symbolText = Symbol.prototype.toString;
  const { asIntN } = BigInt;
  const sizeOf = (prototype: object) => getOwnPropertyDescriptor(prototype, 'size')?.get;
  const ofMap = {
    size: sizeOf(Map.prototype),
    iterate: Map.prototype.entries,
    next: new Map().entries().next,
  };
  const ofSet = {
    size: sizeOf(Set.prototype),
    iterate: Set.prototype.values,
    next: new Set().values().next,
  };
  // Newer than the library's types. Unlike `instanceof` it calls no trap of a proxy.
  const { isError } = Error as unknown as { isError?: (value: unknown) => value is Error };
  const mostNames = 100_000;

  function add(parts: unknown[], name: string, kind: string, note: unknown, value: unknown): void {
    const at = parts.length;
    parts[at] = name;
    parts[at + 1] = kind;
    parts[at + 2] = note;
    parts[at + 3] = value;
  }

  function addValue(parts: unknown[], name: string, value: unknown, kind = 'value'): void {
    if (typeof value === 'string' && value.length > longestText) {
      const beginning = apply(slice, value, [0, longestText]) as string;
      return add(parts, name, 'text', `${value.length} ${beginning}`, null);
    }
    if (typeof value === 'bigint' && asIntN(4_096, value) !== value) {
      return add(parts, name, 'number', null, null);
    }
    if (isError?.(value)) {
      const message = getOwnPropertyDescriptor(value, 'message')?.value as unknown;
      if (typeof message === 'string' && message.length > 10 * longestText) {
        return add(parts, name, 'error', apply(slice, message, [0, longestText]), null);
      }
    }
    add(parts, name, kind, null, value);
  }

  function addKey(parts: unknown[], target: object, key: PropertyKey): void {
    const name = typeof key === 'symbol' ? (apply(symbolText, key, []) as string) : `${key}`;
    let descriptor: PropertyDescriptor | undefined;
    try {
      descriptor = getOwnPropertyDescriptor(target, key);
    } catch {
      // A variable of a scope before its declaration.
      return add(parts, name, 'unset', null, null);
    }
    if (!descriptor) return add(parts, name, 'hole', null, null);
    if (descriptor.get || descriptor.set) return add(parts, name, 'getter', null, null);
    addValue(parts, name, descriptor.value);
  }

  function readNames(target: object, from: number, count: number): unknown[] {
    const isList = isArray(target) || isView(target);
    // The keys of a long list would be made for nothing.
    if (isList && (target as unknown[]).length > mostNames) return [0];
    const all = ownKeys(target);
    const keys: PropertyKey[] = [];
    for (let at = 0; at < all.length; at += 1) {
      const key = all[at] as string | symbol;
      const isItem = isList && typeof key === 'string' && (key === 'length' || `${+key}` === key);
      if (!isItem) keys[keys.length] = key;
    }
    const parts: unknown[] = [keys.length];
    for (let at = from; at < keys.length && at < from + count; at += 1) {
      addKey(parts, target, keys[at] as PropertyKey);
    }
    return parts;
  }

  function readItems(target: object, from: number, count: number): unknown[] {
    const isList = isArray(target) || isView(target);
    const items = (isList ? target : new Bytes(target as ArrayBuffer)) as ArrayLike<unknown>;
    const parts: unknown[] = [items.length];
    for (let at = from; at < items.length && at < from + count; at += 1) addKey(parts, items, at);
    return parts;
  }

  function readEntries(target: object, isMap: boolean, from: number, count: number): unknown[] {
    const { size, iterate, next } = isMap ? ofMap : ofSet;
    const iterator: unknown = apply(iterate as () => unknown, target, []);
    const parts: unknown[] = [size ? (apply(size, target, []) as number) : 0];
    for (let at = 0; at < from + count; at += 1) {
      const { done, value } = apply(next, iterator, []) as IteratorResult<unknown>;
      if (done) break;
      if (at < from) continue;
      const pair = value as readonly unknown[];
      if (isMap) addValue(parts, `${at}`, pair[0], 'key');
      addValue(parts, `${at}`, isMap ? pair[1] : value);
    }
    return parts;
  }

  return {
    read(target, wanted, from, count) {
      if (wanted === 'names') return readNames(target, from, count);
      if (wanted === 'items') return readItems(target, from, count);
      return readEntries(target, wanted === 'map', from, count);
    },
  };
}
