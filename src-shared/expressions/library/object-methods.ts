import { isPlainObject, toBoolean, toKey } from '../convert';
import type { Evaluation } from '../evaluation';
import { fail } from '../expression-error';
import { copyOwn, refuseForbiddenKey } from '../forbidden-names';
import { callbackAt, namesFrom, objectAt, textAt } from './values';
import type { MethodEntry } from './entry';

type Plain = Record<string, unknown>;

export const objectMethods: readonly MethodEntry<Plain>[] = [
  {
    name: 'keys',
    signature: '() → list of text',
    doc: 'The keys of the object.',
    example: '({ a: 1, b: 2 }).keys()',
    result: ['a', 'b'],
    returns: 'list of text',
    run: (evaluation, object) => keysOf(evaluation, object),
  },
  {
    name: 'values',
    signature: '() → list',
    doc: 'The values of the object.',
    example: '({ a: 1, b: 2 }).values()',
    result: [1, 2],
    returns: 'values',
    run: (evaluation, object) => keysOf(evaluation, object).map((key) => object[key]),
  },
  {
    name: 'entries',
    signature: '() → list of lists',
    doc: 'Lists of key and value.',
    example: '({ a: 1, b: 2 }).entries()',
    result: [
      ['a', 1],
      ['b', 2],
    ],
    returns: 'entries',
    run: (evaluation, object) => keysOf(evaluation, object).map((key) => [key, object[key]]),
  },
  {
    name: 'has',
    signature: '(key) → boolean',
    doc: 'Whether the object has the key.',
    example: "({ a: null }).has('a')",
    result: true,
    returns: 'boolean',
    run: (evaluation, object, values) =>
      Object.hasOwn(object, textAt(evaluation, values, 0, 'key')),
  },
  {
    name: 'get',
    signature: '(path, fallback = null) → value',
    doc: 'The value at a path written with dots; the fallback when any part is missing.',
    example: "({ user: { tags: ['x'] } }).get('user.tags.0')",
    result: 'x',
    returns: 'any',
    run(evaluation, object, values) {
      const path = textAt(evaluation, values, 0, 'path');
      evaluation.chargeText(path.length);
      let at: unknown = object;
      for (const key of path.split('.')) {
        evaluation.charge(1);
        refuseForbiddenKey(key);
        if ((!isPlainObject(at) && !Array.isArray(at)) || !Object.hasOwn(at, key))
          return values[1] ?? null;
        at = (at as Plain)[key];
      }
      return at ?? values[1] ?? null;
    },
  },
  {
    name: 'pick',
    signature: '(...keys) → object',
    doc: 'An object with these keys only; keys that are not there are left out.',
    example: "({ a: 1, b: 2, c: 3 }).pick('a', 'c')",
    result: { a: 1, c: 3 },
    returns: 'picked object',
    run(evaluation, object, values) {
      const result: Plain = {};
      for (const name of namesFrom(evaluation, values)) {
        if (Object.hasOwn(object, name)) copyOwn(result, name, object[name]);
      }
      return result;
    },
  },
  {
    name: 'omit',
    signature: '(...keys) → object',
    doc: 'An object without these keys.',
    example: "({ a: 1, b: 2, c: 3 }).omit('b')",
    result: { a: 1, c: 3 },
    returns: 'object without keys',
    run(evaluation, object, values) {
      const names = new Set(namesFrom(evaluation, values));
      return build(evaluation, object, (key) => !names.has(key));
    },
  },
  {
    name: 'merge',
    signature: '(...objects) → object',
    doc: 'An object with the keys of all; later ones win. Objects inside are replaced, not merged.',
    example: '({ a: 1, b: 2 }).merge({ b: 3 })',
    result: { a: 1, b: 3 },
    returns: 'merged object',
    run(evaluation, object, values) {
      const result = build(evaluation, object, () => true);
      values.forEach((_value, index) => {
        const other = objectAt(values, index, 'merge');
        for (const key of keysOf(evaluation, other)) copyOwn(result, key, other[key]);
      });
      return result;
    },
  },
  {
    name: 'mapValues',
    signature: '((value, key) => value) → object',
    doc: 'An object with the same keys and what the function makes of every value.',
    example: '({ a: 1, b: 2 }).mapValues(n => n * 10)',
    result: { a: 10, b: 20 },
    returns: 'callback object',
    takesFunction: true,
    run(evaluation, object, values) {
      const make = callbackAt(values, 0, 'mapValues');
      const result: Plain = {};
      for (const key of keysOf(evaluation, object)) copyOwn(result, key, make(object[key], key));
      return result;
    },
  },
  {
    name: 'mapKeys',
    signature: '((key, value) => key) → object',
    doc: 'An object with the same values and what the function makes of every key.',
    example: '({ a: 1 }).mapKeys(key => key.toUpperCase())',
    result: { A: 1 },
    returns: 'object of values',
    takesFunction: true,
    run(evaluation, object, values) {
      const make = callbackAt(values, 0, 'mapKeys');
      const result: Plain = {};
      for (const key of keysOf(evaluation, object)) {
        const made = toKey(make(key, object[key]));
        refuseForbiddenKey(made);
        result[made] = object[key];
      }
      return result;
    },
  },
  {
    name: 'filterValues',
    signature: '((value, key) => boolean) → object',
    doc: 'An object with the entries for which the function gives true.',
    example: '({ a: 1, b: null }).filterValues(value => value !== null)',
    result: { a: 1 },
    returns: 'object of values',
    takesFunction: true,
    run(evaluation, object, values) {
      const keep = callbackAt(values, 0, 'filterValues');
      return build(evaluation, object, (key) => toBoolean(keep(object[key], key)));
    },
  },
  {
    name: 'isEmpty',
    signature: '() → boolean',
    doc: 'Whether the object has no keys.',
    example: '({}).isEmpty()',
    result: true,
    returns: 'boolean',
    run: (_evaluation, object) => Object.keys(object).length === 0,
  },
];

export function keysOf(evaluation: Evaluation, object: Plain): string[] {
  const keys = Object.keys(object);
  evaluation.reserveItems(keys.length);
  return keys;
}

function build(evaluation: Evaluation, object: Plain, keeps: (key: string) => boolean): Plain {
  const result: Plain = {};
  for (const key of keysOf(evaluation, object)) {
    if (keeps(key)) copyOwn(result, key, object[key]);
  }
  return result;
}

/** An object from a list of key and value pairs. */
export function fromEntries(evaluation: Evaluation, entries: readonly unknown[]): Plain {
  evaluation.reserveItems(entries.length);
  const result: Plain = {};
  for (const entry of entries) {
    if (!Array.isArray(entry)) {
      throw fail('EXPR_TYPE', 'Object.fromEntries() needs a list of [key, value] lists');
    }
    const key = toKey(entry[0]);
    refuseForbiddenKey(key);
    result[key] = entry[1];
  }
  return result;
}
