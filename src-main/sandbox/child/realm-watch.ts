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
  isUnchanged(): boolean;
}

/** Objects whose insides change by themselves: only their own keys are remembered. */
function isVolatile(object: object): boolean {
  return object === process || object === console;
}

/** Most of a realm is methods with a name and a length; nobody puts state on those. */
function isPlainMethod(object: object): boolean {
  return typeof object === 'function' && ownKeys(object).length <= 2;
}

export function createRealmWatch(): RealmWatch {
  const known = new WeakSet<object>();
  const remembered: Remembered[] = [];

  function watch(root: unknown): void {
    const todo: unknown[] = [root, ...hiddenRoots];
    for (let value = todo.pop(); todo.length > 0 || value !== undefined; value = todo.pop()) {
      if (!isObject(value) || known.has(value)) continue;
      known.add(value);
      if (isPlainMethod(value)) continue;
      const entry = remember(value);
      remembered.push(entry);
      if (entry.prototype) todo.push(entry.prototype);
      for (const item of entry.values) todo.push(item);
    }
  }

  return {
    watch,
    isUnchanged: () => {
      for (const entry of remembered) if (!isAsRemembered(entry)) return false;
      return true;
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
    else if (!isVolatile(object)) {
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
    if (!is((object as Record<PropertyKey, unknown>)[keys[at] as PropertyKey], values[at]))
      return false;
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
