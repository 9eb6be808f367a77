import { toNumber } from '../convert';
import { fail } from '../expression-error';
import { integerAt, textAt } from './values';
import type { MethodEntry } from './entry';
import type { Evaluation } from '../evaluation';

/** Methods of text that need no pattern. */
export const textMethods: readonly MethodEntry<string>[] = [
  shorter('trim', 'Removes blanks and line breaks at both ends.', "'  hi '.trim()", 'hi', (text) =>
    text.trim(),
  ),
  shorter(
    'trimStart',
    'Removes blanks and line breaks at the start.',
    "'  hi '.trimStart()",
    'hi ',
    (text) => text.trimStart(),
  ),
  shorter(
    'trimEnd',
    'Removes blanks and line breaks at the end.',
    "'  hi '.trimEnd()",
    '  hi',
    (text) => text.trimEnd(),
  ),
  shorter('toUpperCase', 'All letters in upper case.', "'abc'.toUpperCase()", 'ABC', (text) =>
    text.toUpperCase(),
  ),
  shorter('toLowerCase', 'All letters in lower case.', "'ABC'.toLowerCase()", 'abc', (text) =>
    text.toLowerCase(),
  ),
  shorter(
    'capitalize',
    'The first letter in upper case.',
    "'order paid'.capitalize()",
    'Order paid',
    (text) => text.charAt(0).toUpperCase() + text.slice(1),
  ),
  shorter(
    'normalize',
    'One way of writing for letters that can be written in several (Unicode NFC).',
    "'e\\u0301'.normalize() === '\\u00e9'",
    true,
    (text) => text.normalize(),
  ),
  shorter('toString', 'The text itself.', "'a'.toString()", 'a', (text) => text),
  shorter(
    'slug',
    'Lower case letters, digits and hyphens only, for names of files and addresses.',
    "'Ünits & Co. 2026'.slug()",
    'units-co-2026',
    slugOf,
  ),
  {
    name: 'startsWith',
    signature: '(part, from = 0) → boolean',
    doc: 'Whether the text starts with the part.',
    example: "'report.csv'.startsWith('rep')",
    result: true,
    returns: 'boolean',
    run: (evaluation, text, values) =>
      text.startsWith(part(evaluation, text, values), integerAt(values, 1, 0)),
  },
  {
    name: 'endsWith',
    signature: '(part) → boolean',
    doc: 'Whether the text ends with the part.',
    example: "'report.csv'.endsWith('.csv')",
    result: true,
    returns: 'boolean',
    run: (evaluation, text, values) =>
      text.endsWith(part(evaluation, text, values), integerAt(values, 1, text.length)),
  },
  {
    name: 'includes',
    signature: '(part) → boolean',
    doc: 'Whether the text contains the part.',
    example: "'warning: disk'.includes('disk')",
    result: true,
    returns: 'boolean',
    run: (evaluation, text, values) =>
      text.includes(part(evaluation, text, values), integerAt(values, 1, 0)),
  },
  {
    name: 'indexOf',
    signature: '(part, from = 0) → number',
    doc: 'Where the part starts, counted from 0; -1 when it is not there.',
    example: "'a-b'.indexOf('-')",
    result: 1,
    returns: 'number',
    run: (evaluation, text, values) =>
      text.indexOf(part(evaluation, text, values), integerAt(values, 1, 0)),
  },
  {
    name: 'lastIndexOf',
    signature: '(part) → number',
    doc: 'Where the part starts for the last time; -1 when it is not there.',
    example: "'a-b-c'.lastIndexOf('-')",
    result: 3,
    returns: 'number',
    run: (evaluation, text, values) => text.lastIndexOf(part(evaluation, text, values)),
  },
  {
    name: 'slice',
    signature: '(start?, end?) → text',
    doc: 'The characters from start up to, not including, end; negative counts from the end.',
    example: "'2026-11-21'.slice(0, 4)",
    result: '2026',
    returns: 'text',
    run: (_evaluation, text, values) =>
      text.slice(integerAt(values, 0, 0), integerAt(values, 1, text.length)),
  },
  {
    name: 'substring',
    signature: '(start, end?) → text',
    doc: 'Like slice; negative counts as 0, and start and end may be swapped.',
    example: "'abcdef'.substring(2, 4)",
    result: 'cd',
    returns: 'text',
    run: (_evaluation, text, values) =>
      text.substring(integerAt(values, 0, 0), integerAt(values, 1, text.length)),
  },
  {
    name: 'at',
    signature: '(index) → text or null',
    doc: 'The character at the index; negative counts from the end.',
    example: "'abc'.at(-1)",
    result: 'c',
    returns: 'text or null',
    run: (_evaluation, text, values) => text.at(integerAt(values, 0, 0)),
  },
  {
    name: 'charAt',
    signature: '(index) → text',
    doc: 'The character at the index; empty text when there is none.',
    example: "'abc'.charAt(1)",
    result: 'b',
    returns: 'text',
    run: (_evaluation, text, values) => text.charAt(integerAt(values, 0, 0)),
  },
  {
    name: 'charCodeAt',
    signature: '(index) → number',
    doc: 'The UTF-16 code of the character at the index.',
    example: "'A'.charCodeAt(0)",
    result: 65,
    returns: 'number',
    run: (_evaluation, text, values) => text.charCodeAt(integerAt(values, 0, 0)),
  },
  {
    name: 'codePointAt',
    signature: '(index) → number or null',
    doc: 'The Unicode number of the character at the index.',
    example: "'A'.codePointAt(0)",
    result: 65,
    returns: 'number or null',
    run: (_evaluation, text, values) => text.codePointAt(integerAt(values, 0, 0)),
  },
  {
    name: 'padStart',
    signature: "(length, fill = ' ') → text",
    doc: 'Fills up at the start until the text has the length.',
    example: "'7'.padStart(3, '0')",
    result: '007',
    returns: 'text',
    run(evaluation, text, values) {
      return text.padStart(
        padLength(evaluation, text, values),
        values[1] === undefined ? ' ' : textAt(evaluation, values, 1, 'fill'),
      );
    },
  },
  {
    name: 'padEnd',
    signature: "(length, fill = ' ') → text",
    doc: 'Fills up at the end until the text has the length.',
    example: "'ab'.padEnd(4, '.')",
    result: 'ab..',
    returns: 'text',
    run(evaluation, text, values) {
      return text.padEnd(
        padLength(evaluation, text, values),
        values[1] === undefined ? ' ' : textAt(evaluation, values, 1, 'fill'),
      );
    },
  },
  {
    name: 'repeat',
    signature: '(count) → text',
    doc: 'The text so many times in a row.',
    example: "'ab'.repeat(3)",
    result: 'ababab',
    returns: 'text',
    run(evaluation, text, values) {
      const count = integerAt(values, 0, 0);
      if (count < 0) throw fail('EXPR_TYPE', `repeat() cannot repeat ${count} times`);
      // Also for an empty text: Infinity times nothing is refused by JavaScript itself.
      evaluation.reserveText(text.length === 0 ? Math.min(count, 1) : text.length * count);
      return text.length === 0 ? '' : text.repeat(count);
    },
  },
  {
    name: 'concat',
    signature: '(...texts) → text',
    doc: 'The text followed by others.',
    example: "'a'.concat('b', 1)",
    result: 'ab1',
    returns: 'text',
    run(evaluation, text, values) {
      const parts = [
        text,
        ...values.map((_value, index) => textAt(evaluation, values, index, 'text')),
      ];
      evaluation.reserveText(parts.reduce((length, each) => length + each.length, 0));
      return parts.join('');
    },
  },
  {
    name: 'lines',
    signature: '() → list of text',
    doc: 'The lines of the text; line breaks may be \\n or \\r\\n.',
    example: "'a\\r\\nb'.lines()",
    result: ['a', 'b'],
    returns: 'list of text',
    run(evaluation, text) {
      evaluation.chargeText(text.length);
      const lines: string[] = [];
      let from = 0;
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
        evaluation.charge(1);
        lines.push(text.slice(from, text[at - 1] === '\r' ? at - 1 : at));
        from = at + 1;
      }
      lines.push(text.slice(from));
      evaluation.reserveItems(lines.length);
      return lines;
    },
  },
  {
    name: 'truncate',
    signature: "(length, end = '…') → text",
    doc: 'Cuts a longer text so that it has the length together with its end.',
    example: "'a long title'.truncate(7)",
    result: 'a long…',
    returns: 'text',
    run(evaluation, text, values) {
      const length = Math.max(0, integerAt(values, 0, 0));
      const end = values[1] === undefined ? '…' : textAt(evaluation, values, 1, 'end');
      return text.length <= length ? text : text.slice(0, Math.max(0, length - end.length)) + end;
    },
  },
  {
    name: 'isEmpty',
    signature: '() → boolean',
    doc: 'Whether the text has no characters.',
    example: "''.isEmpty()",
    result: true,
    returns: 'boolean',
    run: (_evaluation, text) => text.length === 0,
  },
  {
    name: 'toNumber',
    signature: '() → number',
    doc: 'The number that the text holds. An error when it holds none.',
    example: "' 42.5 '.toNumber()",
    result: 42.5,
    returns: 'number',
    run(evaluation, text) {
      evaluation.chargeText(text.length);
      const number = toNumber(text);
      if (text.trim() === '' || Number.isNaN(number)) {
        throw fail(
          'EXPR_TYPE',
          `"${text.slice(0, 60)}" is not a number`,
          'Number(text) gives NaN instead of an error.',
        );
      }
      return number;
    },
  },
];

/** A method without arguments whose result is about as long as the text. */
function shorter(
  name: string,
  doc: string,
  example: string,
  result: string | boolean,
  make: (text: string) => string,
): MethodEntry<string> {
  return {
    name,
    signature: '() → text',
    doc,
    example,
    result,
    returns: 'text',
    run(evaluation, text) {
      evaluation.chargeText(text.length);
      evaluation.reserveText(text.length);
      return make(text);
    },
  };
}

function slugOf(text: string): string {
  // NFD splits letters from their accents; the accents then fall away with all other signs.
  const plain = text.normalize('NFD').toLowerCase();
  let slug = '';
  let gap = false;
  for (const sign of plain) {
    const isWord = (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9');
    const isAccent = sign >= '\u0300' && sign <= '\u036f';
    if (isWord) {
      slug += gap && slug !== '' ? `-${sign}` : sign;
      gap = false;
    } else if (!isAccent) gap = true;
  }
  return slug;
}

function part(evaluation: Evaluation, text: string, values: readonly unknown[]): string {
  evaluation.chargeText(text.length);
  return textAt(evaluation, values, 0, 'part');
}

function padLength(evaluation: Evaluation, text: string, values: readonly unknown[]): number {
  const length = integerAt(values, 0, 0);
  if (length <= text.length) return text.length;
  evaluation.reserveText(length);
  return length;
}
