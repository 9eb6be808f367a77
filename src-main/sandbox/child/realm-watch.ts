// Remembers how objects look and tells whether any of them was changed since: a job that patches
// `Array.prototype` or `JSON.parse` must not be felt by the next one. All built-in functions used
// here are taken before any user code runs.

const { getOwnPropertyDescriptor, getPrototypeOf, isExtensible, is } = Object;
const { ownKeys } = Reflect;

interface Remembered {
  readonly object: object;
  readonly prototype: object | null;
  readonly extensible: boolean;
  readonly keyCount: number;
  /** Plain properties: reading them is enough, and an order of magnitude quicker than asking how they are made. */
  readonly keys: readonly PropertyKey[];
  readonly values: readonly unknown[];
  readonly accessors: readonly (readonly [PropertyKey, unknown, unknown])[];
}

export interface RealmWatch {
  /** Remembers a value and all that is reachable from it through plain properties. */
  watch(value: unknown): void;
  /** Whether everything is as remembered. */
  isUnchanged(): boolean;
  /** A quicker look, at what code can reach that uses these globals and no others. */
  lookFor(globals: readonly string[]): () => boolean;
}

/** Objects with state of their own, which changes by itself: only their functions are remembered. */
function isVolatile(object: object): boolean {
  return object === process || object === console;
}

/** Most of a realm is methods with a name and a length; nobody puts state on those. */
function isPlainMethod(object: object): boolean {
  return typeof object === 'function' && ownKeys(object).length <= 2;
}

export function createRealmWatch(): RealmWatch {
  const known = new Map<object, Remembered | null>();
  const remembered: Remembered[] = [];

  function watch(root: unknown): void {
    const todo: unknown[] = [root, ...hiddenRoots];
    for (let value = todo.pop(); todo.length > 0 || value !== undefined; value = todo.pop()) {
      if (!isObject(value) || known.has(value)) continue;
      if (isPlainMethod(value)) {
        known.set(value, null);
        continue;
      }
      const entry = remember(value);
      known.set(value, entry);
      remembered.push(entry);
      if (entry.prototype) todo.push(entry.prototype);
      for (const item of entry.values) todo.push(item);
    }
  }

  /** What was remembered below some values, without what lies behind the global object. */
  function below(roots: readonly unknown[], found: Set<Remembered>): Set<Remembered> {
    const todo = [...roots];
    while (todo.length > 0) {
      const value = todo.pop();
      const entry = isObject(value) && value !== globalThis ? known.get(value) : undefined;
      if (!entry || found.has(entry)) continue;
      found.add(entry);
      todo.push(entry.prototype, ...entry.values);
    }
    return found;
  }

  return {
    watch,
    isUnchanged: () => {
      for (const entry of remembered) if (!isAsRemembered(entry)) return false;
      return true;
    },
    lookFor(globals) {
      const top = known.get(globalThis);
      const bindings: [PropertyKey, unknown][] = [];
      for (const name of globals) {
        const at = top?.keys.indexOf(name) ?? -1;
        if (at >= 0) bindings.push([name, top?.values[at]]);
      }
      // Read and not remembered, for those that are made when they are first asked for.
      const values = globals.map((name) => (globalThis as Record<string, unknown>)[name]);
      const entries = [...below([...literals, ...hiddenRoots, ...values], new Set())];
      return () => {
        for (const [name, value] of bindings) {
          if (!is((globalThis as Record<PropertyKey, unknown>)[name], value)) return false;
        }
        for (const entry of entries) if (!isAsRemembered(entry)) return false;
        return true;
      };
    },
  };
}

function remember(object: object): Remembered {
  const all = ownKeys(object);
  const keys: PropertyKey[] = [];
  const values: unknown[] = [];
  const accessors: [PropertyKey, unknown, unknown][] = [];
  for (const key of all) {
    const descriptor = getOwnPropertyDescriptor(object, key);
    if (!descriptor) continue;
    if (descriptor.get || descriptor.set) accessors.push([key, descriptor.get, descriptor.set]);
    else if (!isVolatile(object) || typeof descriptor.value === 'function') {
      keys.push(key);
      values.push(descriptor.value);
    }
  }
  return {
    object,
    prototype: getPrototypeOf(object) as object | null,
    extensible: isExtensible(object),
    keyCount: all.length,
    keys,
    values,
    accessors,
  };
}

function isAsRemembered(entry: Remembered): boolean {
  const { object, keys, values, accessors } = entry;
  if (getPrototypeOf(object) !== entry.prototype) return false;
  if (isExtensible(object) !== entry.extensible) return false;
  if (ownKeys(object).length !== entry.keyCount) return false;
  for (let at = 0; at < keys.length; at += 1) {
    const value = (object as Record<PropertyKey, unknown>)[keys[at] as PropertyKey];
    // `is` only for NaN: it costs more than the rest of the loop.
    if (value !== values[at] && !is(value, values[at])) return false;
  }
  for (const [key, get, set] of accessors) {
    const now = getOwnPropertyDescriptor(object, key);
    if (now?.get !== get || now?.set !== set) return false;
  }
  return true;
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** What code meets that names no global at all: literals, and the errors it catches. */
const literals: readonly unknown[] = [
  Object,
  Function,
  Array,
  String,
  Number,
  Boolean,
  BigInt,
  Symbol,
  RegExp,
  Promise,
  Error,
  TypeError,
  RangeError,
];

/** Built-in prototypes that no global name leads to. */
const hiddenRoots: readonly object[] = [
  async function () {
    // Only its prototype is of interest.
  },
  (function* () {
    // Only its prototype is of interest.
  })(),
  (async function* () {
    // Only its prototype is of interest.
  })(),
  [][Symbol.iterator](),
  new Map()[Symbol.iterator](),
  new Set()[Symbol.iterator](),
  ''[Symbol.iterator](),
  'x'.matchAll(/x/g),
].map((sample) => getPrototypeOf(sample) as object);
