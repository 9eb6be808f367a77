import { toNumber, toText } from '../convert';
import type { Evaluation } from '../evaluation';
import { fail } from '../expression-error';
import { readJson, writeJson } from '../json-text';
import { dateFrom } from './date-text';
import { mathTable } from './math';
import { listGroupMethods } from './list-groups';
import { fromEntries, keysOf } from './object-methods';
import { callbackAt, integerAt, listAt, numberAt, objectAt, textAt } from './values';
import type { FunctionEntry } from './entry';

const objectTable: readonly FunctionEntry[] = [
  {
    name: 'keys',
    signature: '(object) → list of text',
    doc: 'The keys of the object.',
    example: 'Object.keys({ a: 1, b: 2 })',
    result: ['a', 'b'],
    returns: 'list of text',
    run: (evaluation, values) => keysOf(evaluation, objectAt(values, 0, 'Object.keys')),
  },
  {
    name: 'values',
    signature: '(object) → list',
    doc: 'The values of the object.',
    example: 'Object.values({ a: 1, b: 2 })',
    result: [1, 2],
    returns: 'values',
    run(evaluation, values) {
      const object = objectAt(values, 0, 'Object.values');
      return keysOf(evaluation, object).map((key) => object[key]);
    },
  },
  {
    name: 'entries',
    signature: '(object) → list of lists',
    doc: 'Lists of key and value.',
    example: 'Object.entries({ a: 1 }).map(([key, value]) => `${key}=${value}`)',
    result: ['a=1'],
    returns: 'entries',
    run(evaluation, values) {
      const object = objectAt(values, 0, 'Object.entries');
      return keysOf(evaluation, object).map((key) => [key, object[key]]);
    },
  },
  {
    name: 'fromEntries',
    signature: '(list of [key, value]) → object',
    doc: 'An object from keys and values.',
    example: "Object.fromEntries([['a', 1], ['b', 2]])",
    result: { a: 1, b: 2 },
    returns: 'object from entries',
    run: (evaluation, values) => fromEntries(evaluation, listAt(values, 0, 'Object.fromEntries')),
  },
  {
    name: 'hasOwn',
    signature: '(object, key) → boolean',
    doc: 'Whether the object has the key.',
    example: "Object.hasOwn({ a: 1 }, 'a')",
    result: true,
    returns: 'boolean',
    run: (evaluation, values) =>
      Object.hasOwn(objectAt(values, 0, 'Object.hasOwn'), textAt(evaluation, values, 1, 'key')),
  },
  {
    name: 'groupBy',
    signature: '(list, item => key) → object of lists',
    doc: 'The same as list.groupBy(…).',
    example: "Object.groupBy([1, 2, 3], n => (n % 2 ? 'odd' : 'even'))",
    result: { odd: [1, 3], even: [2] },
    returns: 'object of same',
    takesFunction: true,
    run: (evaluation, values) =>
      listGroupMethods
        .find((method) => method.name === 'groupBy')
        ?.run(evaluation, listAt(values, 0, 'Object.groupBy'), values.slice(1)),
  },
];

const arrayTable: readonly FunctionEntry[] = [
  {
    name: 'isArray',
    signature: '(value) → boolean',
    doc: 'Whether the value is a list.',
    example: 'Array.isArray([1])',
    result: true,
    returns: 'boolean',
    run: (_evaluation, values) => Array.isArray(values[0]),
  },
  {
    name: 'from',
    signature: '(list, text or { length }, (item, index) => value) → list',
    doc: 'A list from a list, the characters of a text, or a length.',
    example: 'Array.from({ length: 3 }, (_, index) => index * 2)',
    result: [0, 2, 4],
    returns: 'list',
    takesFunction: true,
    run(evaluation, values) {
      const items = itemsOf(evaluation, values[0]);
      if (values[1] === undefined) return items;
      const make = callbackAt(values, 1, 'Array.from');
      return items.map((item, index) => make(item, index));
    },
  },
  {
    name: 'of',
    signature: '(...items) → list',
    doc: 'A list of the arguments.',
    example: 'Array.of(1, 2)',
    result: [1, 2],
    returns: 'list',
    run: (_evaluation, values) => [...values],
  },
];

const jsonTable: readonly FunctionEntry[] = [
  {
    name: 'parse',
    signature: '(text) → value',
    doc: 'The value that JSON text holds. An error when the text is not JSON.',
    example: `JSON.parse('{"a":[1,2]}').a`,
    result: [1, 2],
    returns: 'any',
    run: (evaluation, values) => readJson(evaluation, textAt(evaluation, values, 0, 'text')),
  },
  {
    name: 'stringify',
    signature: '(value, null, indent = 0) → text',
    doc: 'The value as JSON text, indented by so many blanks or by a text.',
    example: 'JSON.stringify({ a: [1, null] })',
    result: '{"a":[1,null]}',
    returns: 'text',
    run(evaluation, values) {
      if (values[1] !== undefined && values[1] !== null) {
        throw fail(
          'EXPR_TYPE',
          'JSON.stringify() takes no replacer',
          'Write null as the second argument; use pick or omit to choose keys.',
        );
      }
      return writeJson(evaluation, values[0] ?? null, indentFrom(evaluation, values[2]));
    },
  },
];

const numberTable: readonly FunctionEntry[] = [
  numeric(
    'isInteger',
    'Whether the value is a whole number.',
    'Number.isInteger(3)',
    true,
    Number.isInteger,
  ),
  numeric(
    'isSafeInteger',
    'Whether the value is a whole number that JSON carries exactly.',
    'Number.isSafeInteger(9007199254740993)',
    false,
    Number.isSafeInteger,
  ),
  numeric(
    'isFinite',
    'Whether the value is a number and not infinite.',
    "Number.isFinite('1')",
    false,
    Number.isFinite,
  ),
  numeric('isNaN', 'Whether the value is NaN.', "Number.isNaN(Number('x'))", true, Number.isNaN),
  {
    name: 'parseFloat',
    signature: '(text) → number',
    doc: 'The same as parseFloat().',
    example: "Number.parseFloat('1.5 m')",
    result: 1.5,
    returns: 'number',
    run: (evaluation, values) =>
      Number.parseFloat(textAt(evaluation, values, 0, 'text').slice(0, 1000)),
  },
  {
    name: 'parseInt',
    signature: '(text, base = 10) → number',
    doc: 'The same as parseInt().',
    example: "Number.parseInt('ff', 16)",
    result: 255,
    returns: 'number',
    run: (evaluation, values) =>
      Number.parseInt(
        textAt(evaluation, values, 0, 'text').slice(0, 1000),
        integerAt(values, 1, 10),
      ),
  },
];

const stringTable: readonly FunctionEntry[] = [
  {
    name: 'fromCodePoint',
    signature: '(...numbers) → text',
    doc: 'Text of the characters with these Unicode numbers.',
    example: 'String.fromCodePoint(65, 8364)',
    result: 'A€',
    returns: 'text',
    run(evaluation, values) {
      evaluation.reserveItems(values.length);
      return values
        .map((_value, index) => {
          const code = numberAt(values, index, 'number');
          if (!(Number.isInteger(code) && code >= 0 && code <= 0x10ffff)) {
            throw fail('EXPR_TYPE', `${toText(evaluation, code)} is not a Unicode number`);
          }
          return String.fromCodePoint(code);
        })
        .join('');
    },
  },
];

const dateTable: readonly FunctionEntry[] = [
  {
    name: 'now',
    signature: '() → number',
    doc: 'The present moment in milliseconds since 1970; now() gives a date.',
    example: 'Date.now() > 0',
    result: true,
    returns: 'number',
    run: (evaluation) => evaluation.scope.now(),
  },
  {
    name: 'parse',
    signature: '(ISO text) → number',
    doc: 'Milliseconds since 1970; date(text) gives a date.',
    example: "Date.parse('1970-01-01T00:00:01Z')",
    result: 1000,
    returns: 'number',
    run(evaluation, values) {
      evaluation.charge(50);
      return dateFrom(textAt(evaluation, values, 0, 'text'), 'UTC').time;
    },
  },
];

/** Groups of functions as JavaScript has them. */
export const namespaceTable: Readonly<Record<string, readonly FunctionEntry[]>> = {
  Math: mathTable,
  Object: objectTable,
  Array: arrayTable,
  JSON: jsonTable,
  Number: numberTable,
  String: stringTable,
  Date: dateTable,
};

function itemsOf(evaluation: Evaluation, value: unknown): unknown[] {
  if (typeof value === 'string') {
    evaluation.reserveItems(value.length);
    return Array.from(value);
  }
  if (Array.isArray(value)) {
    evaluation.reserveItems(value.length);
    return [...(value as unknown[])];
  }
  const length = toNumber(objectAt([value], 0, 'Array.from')['length'] ?? 0);
  const whole = Number.isNaN(length) ? 0 : Math.max(0, Math.trunc(length));
  evaluation.reserveItems(whole);
  return Array.from({ length: whole });
}

function indentFrom(evaluation: Evaluation, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number')
    return ' '.repeat(Math.min(10, Math.max(0, Math.trunc(value) || 0)));
  return toText(evaluation, value).slice(0, 10);
}

function numeric(
  name: string,
  doc: string,
  example: string,
  result: boolean,
  run: (value: unknown) => boolean,
): FunctionEntry {
  return {
    name,
    signature: '(value) → boolean',
    doc,
    example,
    result,
    returns: 'boolean',
    run: (_evaluation, values) => run(values[0]),
  };
}
