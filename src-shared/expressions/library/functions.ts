import { describe, toBoolean, toNumber, toText } from '../convert';
import { fail } from '../expression-error';
import { compileRegex } from '../regex-value';
import { decodeBase64, encodeBase64 } from './base64';
import { dateFrom, zoneFrom } from './date-text';
import { dateFromFields, validDate } from './date-fields';
import { isSameData } from './same-data';
import { integerAt, numberAt, textAt } from './values';
import type { FunctionEntry } from './entry';

/** Reading a pattern that is not in the cache. */
const compileCost = 100;

/** Functions called by their name. */
export const functionTable: readonly FunctionEntry[] = [
  {
    name: 'now',
    signature: "(zone = 'UTC') → date",
    doc: 'The present moment. It is recorded, so a replayed run sees the same.',
    example: 'now() > date("2020-01-01")',
    result: true,
    returns: 'date',
    run: (evaluation, values) =>
      validDate(
        evaluation.scope.now(),
        values[0] === undefined ? 'UTC' : zoneFrom(textAt(evaluation, values, 0, 'zone')),
      ),
  },
  {
    name: 'date',
    signature: "(ISO text, milliseconds or date, zone = 'UTC') → date",
    doc: 'A date. Text without an offset is read in the zone. An error for text that is no date.',
    example: "date('2026-11-21').add(2, 'days')",
    result: '2026-11-23T00:00:00.000Z',
    returns: 'date',
    run(evaluation, values) {
      evaluation.charge(50);
      const zone =
        values[1] === undefined ? 'UTC' : zoneFrom(textAt(evaluation, values, 1, 'zone'));
      return dateFrom(values[0], zone);
    },
  },
  {
    name: 'dateOf',
    signature: '(year, month, day = 1, hour = 0, minute = 0, second = 0) → date',
    doc: 'A date from its parts in UTC; the month counts from 1.',
    example: 'dateOf(2026, 11, 21).format()',
    result: '2026-11-21',
    returns: 'date',
    run: (_evaluation, values) =>
      dateFromFields(
        {
          year: Math.trunc(numberAt(values, 0, 'year')),
          month: Math.trunc(numberAt(values, 1, 'month')),
          day: integerAt(values, 2, 1),
          hour: integerAt(values, 3, 0),
          minute: integerAt(values, 4, 0),
          second: integerAt(values, 5, 0),
          millisecond: 0,
        },
        'UTC',
      ),
  },
  {
    name: 'uuid',
    signature: '() → text',
    doc: 'A new random identifier. It is recorded, so a replayed run sees the same.',
    example: 'uuid().length',
    result: 36,
    returns: 'text',
    run: (evaluation) => evaluation.scope.uuid(),
  },
  {
    name: 'random',
    signature: '() → number',
    doc: 'A random number from 0 up to, not including, 1. It is recorded.',
    example: 'random() < 1',
    result: true,
    returns: 'number',
    run: (evaluation) => evaluation.scope.random(),
  },
  {
    name: 'range',
    signature: '(end) or (start, end, step = 1) → list',
    doc: 'Numbers from start (or 0) up to, not including, end.',
    example: 'range(1, 4)',
    result: [1, 2, 3],
    returns: 'list of numbers',
    run(evaluation, values) {
      const single = values[1] === undefined;
      const start = single ? 0 : numberAt(values, 0, 'start');
      const end = numberAt(values, single ? 0 : 1, 'end');
      const step = values[2] === undefined ? 1 : numberAt(values, 2, 'step');
      if (!Number.isFinite(step) || step === 0)
        throw fail('EXPR_TYPE', 'range() needs a step other than 0');
      const length = Math.max(0, Math.ceil((end - start) / step)) || 0;
      evaluation.reserveItems(length);
      return Array.from({ length }, (_, index) => start + index * step);
    },
  },
  {
    name: 'regex',
    signature: '(text, flags?) → pattern',
    doc: 'A pattern from text that is only known when the workflow runs.',
    example: "regex('^a', 'i').test('ABC')",
    result: true,
    returns: 'pattern',
    run(evaluation, values) {
      const source = textAt(evaluation, values, 0, 'pattern');
      evaluation.charge(compileCost + source.length);
      return compileRegex(
        source,
        values[1] === undefined ? '' : textAt(evaluation, values, 1, 'flags'),
      );
    },
  },
  {
    name: 'Number',
    signature: '(value) → number',
    doc: 'The value as a number; NaN for text that is none, which cannot be a result.',
    example: "Number('42')",
    result: 42,
    returns: 'number',
    run: (_evaluation, values) => (values.length === 0 ? 0 : toNumber(values[0])),
  },
  {
    name: 'String',
    signature: '(value) → text',
    doc: 'The value as text; lists and objects as JSON.',
    example: 'String(42)',
    result: '42',
    returns: 'text',
    run: (evaluation, values) => (values.length === 0 ? '' : toText(evaluation, values[0])),
  },
  {
    name: 'Boolean',
    signature: '(value) → boolean',
    doc: 'False for false, 0, empty text, null and NaN; true for the rest, also for empty lists.',
    example: "['a', '', 'b'].filter(Boolean)",
    result: ['a', 'b'],
    returns: 'boolean',
    run: (_evaluation, values) => toBoolean(values[0]),
  },
  {
    name: 'parseInt',
    signature: '(text, base = 10) → number',
    doc: 'The whole number at the start of the text.',
    example: "parseInt('42 items')",
    result: 42,
    returns: 'number',
    run: (evaluation, values) =>
      Number.parseInt(scanned(evaluation, values), integerAt(values, 1, 10)),
  },
  {
    name: 'parseFloat',
    signature: '(text) → number',
    doc: 'The number at the start of the text.',
    example: "parseFloat('3.5 kg')",
    result: 3.5,
    returns: 'number',
    run: (evaluation, values) => Number.parseFloat(scanned(evaluation, values)),
  },
  {
    name: 'isNaN',
    signature: '(value) → boolean',
    doc: 'Whether the value is no number.',
    example: "isNaN('abc')",
    result: true,
    returns: 'boolean',
    run: (_evaluation, values) => Number.isNaN(toNumber(values[0])),
  },
  {
    name: 'isFinite',
    signature: '(value) → boolean',
    doc: 'Whether the value is a number and not infinite.',
    example: 'isFinite(1 / 0)',
    result: false,
    returns: 'boolean',
    run: (_evaluation, values) => Number.isFinite(toNumber(values[0])),
  },
  {
    name: 'isEmpty',
    signature: '(value) → boolean',
    doc: 'True for null, empty text, an empty list and an object without keys.',
    example: 'isEmpty([])',
    result: true,
    returns: 'boolean',
    run(_evaluation, values) {
      const value = values[0];
      if (value === null || value === undefined || value === '') return true;
      return (
        typeof value === 'object' &&
        Object.keys(value).length === 0 &&
        describe(value) !== 'a secret' &&
        describe(value) !== 'a date'
      );
    },
  },
  {
    name: 'equals',
    signature: '(a, b) → boolean',
    doc: 'Whether two values hold the same data, also inside lists and objects.',
    example: 'equals({ a: [1] }, { a: [1] })',
    result: true,
    returns: 'boolean',
    run: (evaluation, values) => isSameData(evaluation, values[0], values[1], 0),
  },
  percent(
    'encodeURIComponent',
    'Text made safe for a part of a web address.',
    "encodeURIComponent('a b&c')",
    'a%20b%26c',
    encodeURIComponent,
  ),
  percent(
    'decodeURIComponent',
    'The text that encodeURIComponent was given.',
    "decodeURIComponent('a%20b')",
    'a b',
    decodeURIComponent,
  ),
  percent(
    'encodeURI',
    'A whole web address with unsafe characters encoded.',
    "encodeURI('https://x.org/a b')",
    'https://x.org/a%20b',
    encodeURI,
  ),
  percent(
    'decodeURI',
    'The text that encodeURI was given.',
    "decodeURI('https://x.org/a%20b')",
    'https://x.org/a b',
    decodeURI,
  ),
  {
    name: 'base64Encode',
    signature: '(text) → text',
    doc: 'The UTF-8 bytes of the text in Base64.',
    example: "base64Encode('héllo')",
    result: 'aMOpbGxv',
    returns: 'text',
    run(evaluation, values) {
      const text = textAt(evaluation, values, 0, 'text');
      evaluation.charge(1 + (text.length >> 2));
      evaluation.reserveText(text.length * 4);
      return encodeBase64(text);
    },
  },
  {
    name: 'base64Decode',
    signature: '(text) → text',
    doc: 'The text whose UTF-8 bytes are given in Base64 (also in its form for addresses).',
    example: "base64Decode('aMOpbGxv')",
    result: 'héllo',
    returns: 'text',
    run(evaluation, values) {
      const text = textAt(evaluation, values, 0, 'text');
      evaluation.charge(1 + (text.length >> 2));
      evaluation.reserveText(text.length);
      return decodeBase64(text);
    },
  },
];

function scanned(evaluation: Parameters<typeof textAt>[0], values: readonly unknown[]): string {
  const text = textAt(evaluation, values, 0, 'text');
  evaluation.chargeText(text.length);
  return text;
}

function percent(
  name: string,
  doc: string,
  example: string,
  result: string,
  run: (text: string) => string,
): FunctionEntry {
  return {
    name,
    signature: '(text) → text',
    doc,
    example,
    result,
    returns: 'text',
    run(evaluation, values) {
      const text = textAt(evaluation, values, 0, 'text');
      evaluation.charge(1 + (text.length >> 3));
      // One character becomes at most nine: three bytes, each written %XX.
      evaluation.reserveText(text.length * (name.startsWith('encode') ? 9 : 1));
      try {
        return run(text);
      } catch (error) {
        if (!(error instanceof URIError)) throw error;
        throw fail(
          'EXPR_TYPE',
          `${name}() cannot read the text: it has a broken %XX sequence or half a character`,
        );
      }
    },
  };
}
