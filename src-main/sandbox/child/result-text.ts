import { isProxy } from 'node:util/types';
import { notJsonError, resultTooLargeError } from '../code-errors';
import { maximumResultDepth as maximumDepth, maximumResultLength } from '../protocol';
import { CodeFailure } from './failure';

/** The JSON of what the code returned. Nothing is changed on the way: what JSON cannot say is refused. */
export function resultText(value: unknown): string {
  // A function that returns nothing gives null.
  return jsonText(value === undefined ? null : value, 'result');
}

/** The JSON of a value of the code; `path` is what errors call it. */
export function jsonText(value: unknown, path: string): string {
  const check = new JsonCheck();
  check.visit(value, path);
  let text: string;
  try {
    text = stringify(value);
  } catch (error) {
    // Only a getter that gives something else each time gets here.
    throw refused(path, `a value that cannot be read (${String(error)})`, 'Return plain data.');
  }
  if (text.length <= maximumResultLength) return text;
  throw tooLarge(text.length);
}

const { stringify } = JSON;
const { getPrototypeOf } = Object;
const objectPrototype = Object.prototype;

/**
 * Looks at every part of a value. It counts the least that the JSON has to be, and stops when that
 * is too much: a huge value is refused before its text is made.
 */
class JsonCheck {
  private length = 0;
  private depth = 0;
  private readonly ancestors = new Set<object>();

  visit(value: unknown, path: string): void {
    switch (typeof value) {
      case 'string':
        return this.count(value.length + 2);
      case 'boolean':
        return this.count(4);
      case 'number':
        if (Number.isFinite(value)) return this.count(1);
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
        if (value === null) this.count(4);
        else this.visitObject(value, path);
    }
  }

  private visitObject(value: object, path: string): void {
    if (this.ancestors.has(value)) throw refused(path, 'a circular reference', 'Leave it out.');
    if (this.depth >= maximumDepth)
      throw refused(path, `more than ${maximumDepth} levels`, 'Make it flatter.');
    refuseSpecial(value, path);
    this.ancestors.add(value);
    this.depth += 1;
    if (Array.isArray(value)) this.visitItems(value, path);
    else this.visitFields(value, path);
    this.depth -= 1;
    this.ancestors.delete(value);
  }

  private visitItems(items: readonly unknown[], path: string): void {
    this.count(items.length + 1);
    for (let at = 0; at < items.length; at += 1) {
      const item = items[at];
      // The path is only written where it is needed: most items are plain.
      if (typeof item === 'number' && Number.isFinite(item)) continue;
      if (typeof item === 'string') this.count(item.length + 2);
      else this.visit(item, `${path}[${at}]`);
    }
  }

  private visitFields(value: object, path: string): void {
    for (const key of Object.keys(value)) {
      const item = read(value, key, path);
      // As in JSON: a field that is not there is not there.
      if (item === undefined) continue;
      this.count(key.length + 3);
      if (typeof item === 'string') this.count(item.length + 2);
      else this.visit(item, `${path}.${key}`);
    }
  }

  private count(length: number): void {
    this.length += length;
    if (this.length > maximumResultLength) throw tooLarge(this.length);
  }
}

function read(value: object, key: string, path: string): unknown {
  try {
    return Reflect.get(value, key);
  } catch (error) {
    throw refused(`${path}.${key}`, `a getter that threw (${String(error)})`, 'Return plain data.');
  }
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
  const prototype: unknown = getPrototypeOf(value);
  const isPlain = prototype === objectPrototype || prototype === null || Array.isArray(value);
  if (!isPlain) {
    if (ArrayBuffer.isView(value)) {
      throw refused(path, 'binary data', "Use Buffer.from(x).toString('base64'), or [...x].");
    }
    for (const [type, what, hint] of special)
      if (value instanceof type) throw refused(path, what, hint);
  }
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function') {
    throw refused(path, `an object with its own toJSON`, 'Call it, or return plain data.');
  }
}

function refused(path: string, what: string, hint: string): CodeFailure {
  return new CodeFailure(notJsonError(path, what, hint));
}

function tooLarge(length: number): CodeFailure {
  return new CodeFailure(resultTooLargeError(length, maximumResultLength));
}
