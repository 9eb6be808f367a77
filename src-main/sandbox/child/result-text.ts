import { isProxy } from 'node:util/types';
import { notJsonError, resultTooLargeError } from '../code-errors';
import { maximumResultLength } from '../protocol';
import { CodeFailure } from './failure';

/** Deeper values cannot cross to the window or be shown. */
const maximumDepth = 500;

/** The JSON of what the code returned. Nothing is changed on the way: what JSON cannot say is refused. */
export function resultText(value: unknown): string {
  // A function that returns nothing gives null.
  const text = JSON.stringify(value === undefined ? null : plain(value, 'result', new Set()));
  if (text.length <= maximumResultLength) return text;
  throw new CodeFailure(resultTooLargeError(text.length, maximumResultLength));
}

function plain(value: unknown, path: string, ancestors: Set<object>): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (Number.isFinite(value)) return value;
      throw refused(path, String(value), 'Return null or a number instead.');
    case 'bigint':
      throw refused(path, 'a BigInt', 'Use String(x) or Number(x).');
    case 'undefined':
      throw refused(path, 'undefined', 'Return null instead.');
    case 'function':
      throw refused(path, 'a function', 'Return data; call the function first.');
    case 'symbol':
      throw refused(path, 'a symbol', 'Use its description.');
    case 'object':
      return value === null ? null : plainObject(value, path, ancestors);
  }
}

function plainObject(value: object, path: string, ancestors: Set<object>): unknown {
  if (ancestors.has(value)) throw refused(path, 'a circular reference', 'Leave it out.');
  if (ancestors.size >= maximumDepth)
    throw refused(path, `more than ${maximumDepth} levels`, 'Make it flatter.');
  refuseSpecial(value, path);
  ancestors.add(value);
  try {
    if (Array.isArray(value)) {
      return Array.from(value, (item, at) => plain(item, `${path}[${at}]`, ancestors));
    }
    const copy: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      const item = read(value, key, path);
      // As in JSON: a field that is not there is not there.
      if (item !== undefined) define(copy, key, plain(item, `${path}.${key}`, ancestors));
    }
    return copy;
  } finally {
    ancestors.delete(value);
  }
}

function read(value: object, key: string, path: string): unknown {
  try {
    return Reflect.get(value, key);
  } catch (error) {
    throw refused(`${path}.${key}`, `a getter that threw (${String(error)})`, 'Return plain data.');
  }
}

/** Also right for the key `__proto__`. */
function define(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

const special: readonly (readonly [new (...args: never[]) => object, string, string])[] = [
  [Date, 'a Date', 'Use date.toISOString().'],
  [Map, 'a Map', 'Use Object.fromEntries(map).'],
  [Set, 'a Set', 'Use [...set].'],
  [Promise, 'a promise', 'Use await.'],
  [RegExp, 'a regular expression', 'Use String(x).'],
  [Error, 'an error', 'Throw it, or return its message.'],
  [ArrayBuffer, 'an ArrayBuffer', "Use Buffer.from(x).toString('base64')."],
  [WeakMap, 'a WeakMap', 'Return plain data.'],
];

function refuseSpecial(value: object, path: string): void {
  if (isProxy(value)) throw refused(path, 'a proxy', 'Return a copy: structuredClone or { ...x }.');
  if (ArrayBuffer.isView(value)) {
    throw refused(path, 'binary data', "Use Buffer.from(x).toString('base64'), or [...x].");
  }
  for (const [type, what, hint] of special)
    if (value instanceof type) throw refused(path, what, hint);
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function') {
    throw refused(path, `an object with its own toJSON`, 'Call it, or return plain data.');
  }
}

function refused(path: string, what: string, hint: string): CodeFailure {
  return new CodeFailure(notJsonError(path, what, hint));
}
