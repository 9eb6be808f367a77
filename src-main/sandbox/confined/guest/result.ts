/** Why a value cannot be a result. */
export interface ResultRefusal {
  readonly path: string;
  readonly what: string;
  readonly hint: string;
}

export type ResultText =
  { readonly text: string } | { readonly refused: ResultRefusal } | { readonly length: number };

/**
 * The JSON of what the code returned: what JSON cannot say is refused, nothing is changed on the
 * way. Sent into the guest as text: it may use nothing from outside itself.
 */
export function createResultText(
  maximumLength: number,
  maximumDepth: number,
): (value: unknown, path: string) => ResultText {
  // Taken before any code of the user runs.
  const { stringify } = JSON;
  const { keys, defineProperty } = Object;
  const { isArray } = Array;
  const { isFinite } = Number;
  const { isView } = ArrayBuffer;
  const special: readonly (readonly [abstract new (...args: never) => object, string, string])[] = [
    [Date, 'a Date', 'Use date.toISOString().'],
    [Map, 'a Map', 'Use Object.fromEntries(map).'],
    [Set, 'a Set', 'Use [...set].'],
    [Promise, 'a promise', 'Use await.'],
    [RegExp, 'a regular expression', 'Use String(x).'],
    [Error, 'an error', 'Throw it, or return its message.'],
    [ArrayBuffer, 'an ArrayBuffer', 'Use [...new Uint8Array(x)].'],
    [WeakMap, 'a WeakMap', 'Return plain data.'],
  ];

  class Refusal {
    constructor(readonly refused: ResultRefusal) {}
  }

  const refuse = (path: string, what: string, hint: string) => new Refusal({ path, what, hint });

  function plain(value: unknown, path: string, above: readonly object[]): unknown {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        if (isFinite(value)) return value;
        throw refuse(path, `${value}`, 'Return null or a number instead.');
      case 'bigint':
        throw refuse(path, 'a BigInt', 'Use String(x) or Number(x).');
      case 'undefined':
        throw refuse(path, 'undefined', 'Return null instead.');
      case 'function':
        throw refuse(path, 'a function', 'Return data; call the function first.');
      case 'symbol':
        throw refuse(path, 'a symbol', 'Use its description.');
      case 'object':
        return value === null ? null : plainObject(value, path, above);
    }
  }

  function plainObject(value: object, path: string, above: readonly object[]): unknown {
    for (let at = 0; at < above.length; at += 1) {
      if (above[at] === value) throw refuse(path, 'a circular reference', 'Leave it out.');
    }
    if (above.length >= maximumDepth)
      throw refuse(path, `more than ${maximumDepth} levels`, 'Make it flatter.');
    refuseSpecial(value, path);
    const inside = [...above, value];
    if (isArray(value)) {
      const copy: unknown[] = [];
      for (let at = 0; at < value.length; at += 1) {
        define(copy, at, plain(read(value, at, path), `${path}[${at}]`, inside));
      }
      return copy;
    }
    const copy: Record<string, unknown> = {};
    const names = keys(value);
    for (let at = 0; at < names.length; at += 1) {
      const name = names[at] as string;
      const item = read(value, name, path);
      // As in JSON: a field that is not there is not there.
      if (item !== undefined) define(copy, name, plain(item, `${path}.${name}`, inside));
    }
    return copy;
  }

  function read(value: object, name: string | number, path: string): unknown {
    try {
      return (value as Record<string | number, unknown>)[name];
    } catch (error) {
      throw refuse(
        `${path}.${name}`,
        `a getter that threw (${String(error)})`,
        'Return plain data.',
      );
    }
  }

  /** Also right for the key `__proto__`. */
  function define(object: object, name: string | number, value: unknown): void {
    defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  }

  function refuseSpecial(value: object, path: string): void {
    if (isView(value)) throw refuse(path, 'binary data', 'Use [...x].');
    for (let at = 0; at < special.length; at += 1) {
      const entry = special[at];
      if (entry && value instanceof entry[0]) throw refuse(path, entry[1], entry[2]);
    }
    if (typeof (value as { toJSON?: unknown }).toJSON === 'function') {
      throw refuse(path, 'an object with its own toJSON', 'Call it, or return plain data.');
    }
  }

  return (value, path) => {
    try {
      // A function that returns nothing gives null. A `toJSON` on prototypes is seen above.
      const text = stringify(value === undefined ? null : plain(value, path, []));
      return text.length <= maximumLength ? { text } : { length: text.length };
    } catch (error) {
      if (error instanceof Refusal) return { refused: error.refused };
      throw error;
    }
  };
}
