import { toNumber, toText } from '../convert';
import type { Evaluation } from '../evaluation';
import { fail } from '../expression-error';
import { deepestValue } from '../json-text';
import { isSame } from '../same';
import { integerAt, listAt } from './values';
import type { MethodEntry } from './entry';

type List = readonly unknown[];

/** Methods that take lists apart and put them together. */
export const listPartMethods: readonly MethodEntry<List>[] = [
  {
    name: 'at',
    signature: '(index) → item or null',
    doc: 'The item at the index; negative counts from the end. Null when there is none.',
    example: '[10, 20, 30].at(-1)',
    result: 30,
    returns: 'item or null',
    run: (_evaluation, list, values) => list.at(integerAt(values, 0, 0)),
  },
  {
    name: 'first',
    signature: '(count?) → item or list',
    doc: 'The first item, or null when there is none. With a count: a list of the first items.',
    example: '[10, 20, 30].first()',
    result: 10,
    returns: 'item or list',
    run(evaluation, list, values) {
      if (values[0] === undefined) return list[0];
      const count = Math.max(0, integerAt(values, 0, 0));
      evaluation.reserveItems(Math.min(count, list.length));
      return list.slice(0, count);
    },
  },
  {
    name: 'last',
    signature: '(count?) → item or list',
    doc: 'The last item, or null when there is none. With a count: a list of the last items.',
    example: '[10, 20, 30].last(2)',
    result: [20, 30],
    returns: 'item or list',
    run(evaluation, list, values) {
      if (values[0] === undefined) return list.at(-1);
      const count = Math.max(0, integerAt(values, 0, 0));
      evaluation.reserveItems(Math.min(count, list.length));
      return list.slice(Math.max(0, list.length - count));
    },
  },
  {
    name: 'slice',
    signature: '(start?, end?) → list',
    doc: 'The items from start up to, not including, end; negative counts from the end.',
    example: '[1, 2, 3, 4].slice(1, 3)',
    result: [2, 3],
    returns: 'same',
    run(evaluation, list, values) {
      evaluation.reserveItems(list.length);
      return list.slice(integerAt(values, 0, 0), integerAt(values, 1, list.length));
    },
  },
  {
    name: 'concat',
    signature: '(...lists or items) → list',
    doc: 'The list followed by the items of other lists, or by single items.',
    example: '[1, 2].concat([3], 4)',
    result: [1, 2, 3, 4],
    returns: 'concatenated list',
    run(evaluation, list, values) {
      let length = list.length;
      for (const value of values) length += Array.isArray(value) ? value.length : 1;
      evaluation.reserveItems(length);
      return list.concat(
        ...values.map((value) => (Array.isArray(value) ? (value as unknown[]) : [value])),
      );
    },
  },
  {
    name: 'includes',
    signature: '(item) → boolean',
    doc: 'Whether the list has the item.',
    example: "['a', 'b'].includes('b')",
    result: true,
    returns: 'boolean',
    run: (evaluation, list, values) => indexOf(evaluation, list, values[0], true) >= 0,
  },
  {
    name: 'indexOf',
    signature: '(item) → number',
    doc: 'The index of the item; -1 when the list does not have it.',
    example: "['a', 'b'].indexOf('b')",
    result: 1,
    returns: 'number',
    run: (evaluation, list, values) => indexOf(evaluation, list, values[0], false),
  },
  {
    name: 'lastIndexOf',
    signature: '(item) → number',
    doc: 'The index of the last such item; -1 when the list does not have it.',
    example: '[1, 2, 1].lastIndexOf(1)',
    result: 2,
    returns: 'number',
    run(evaluation, list, values) {
      evaluation.charge(list.length);
      for (let index = list.length - 1; index >= 0; index--) {
        if (isSame(evaluation, list[index], values[0])) return index;
      }
      return -1;
    },
  },
  {
    name: 'join',
    signature: "(separator = ',') → text",
    doc: 'One text of all items with the separator between them; null adds nothing.',
    example: "['a', 'b', 3].join(' - ')",
    result: 'a - b - 3',
    returns: 'text',
    run(evaluation, list, values) {
      const separator = values[0] === undefined ? ',' : toText(evaluation, values[0]);
      evaluation.charge(list.length);
      const parts: string[] = [];
      let length = 0;
      for (const item of list) {
        const text = item === null || item === undefined ? '' : toText(evaluation, item);
        length += text.length + separator.length;
        if (length > evaluation.budget.size + separator.length) evaluation.reserveText(length);
        parts.push(text);
      }
      evaluation.reserveText(Math.max(0, length - separator.length));
      return parts.join(separator);
    },
  },
  {
    name: 'reverse',
    signature: '() → list',
    doc: 'A list with the items in the opposite order. The original stays as it is.',
    example: '[1, 2, 3].reverse()',
    result: [3, 2, 1],
    returns: 'same',
    run: (evaluation, list) => reversed(evaluation, list),
  },
  {
    name: 'toReversed',
    signature: '() → list',
    doc: 'The same as reverse().',
    example: '[1, 2, 3].toReversed()',
    result: [3, 2, 1],
    returns: 'same',
    run: (evaluation, list) => reversed(evaluation, list),
  },
  {
    name: 'with',
    signature: '(index, value) → list',
    doc: 'A list with one item replaced.',
    example: "['a', 'b', 'c'].with(1, 'x')",
    result: ['a', 'x', 'c'],
    returns: 'same',
    run(evaluation, list, values) {
      evaluation.reserveItems(list.length);
      const index = integerAt(values, 0, 0);
      const at = index < 0 ? index + list.length : index;
      if (at < 0 || at >= list.length) {
        throw fail('EXPR_TYPE', `with() got index ${index} for a list of ${list.length} items`);
      }
      return list.with(at, values[1]);
    },
  },
  {
    name: 'flat',
    signature: '(depth = 1) → list',
    doc: 'Opens lists inside the list, as many levels deep as given.',
    example: '[1, [2, [3]]].flat()',
    result: [1, 2, [3]],
    returns: 'flat list',
    run(evaluation, list, values) {
      const result: unknown[] = [];
      const depth = values[0] === undefined ? 1 : toNumber(values[0]);
      flatten(evaluation, list, Math.min(depth, deepestValue), result);
      return result;
    },
  },
  {
    name: 'chunk',
    signature: '(size) → list of lists',
    doc: 'Cuts the list into lists of the given size; the last may be shorter.',
    example: '[1, 2, 3, 4, 5].chunk(2)',
    result: [[1, 2], [3, 4], [5]],
    returns: 'list of same',
    run(evaluation, list, values) {
      const size = integerAt(values, 0, 0);
      if (size < 1) throw fail('EXPR_TYPE', 'chunk() needs a size of at least 1');
      evaluation.reserveItems(list.length);
      const chunks: unknown[] = [];
      for (let from = 0; from < list.length; from += size)
        chunks.push(list.slice(from, from + size));
      return chunks;
    },
  },
  {
    name: 'compact',
    signature: '() → list',
    doc: 'The list without null, false, 0 and empty texts.',
    example: "['a', '', null, 'b'].compact()",
    result: ['a', 'b'],
    returns: 'same',
    run(evaluation, list) {
      evaluation.charge(list.length);
      return list.filter(Boolean);
    },
  },
  {
    name: 'zip',
    signature: '(...lists) → list of lists',
    doc: 'Lists of the items that stand at the same index; as long as the longest list.',
    example: "[1, 2].zip(['a', 'b'])",
    result: [
      [1, 'a'],
      [2, 'b'],
    ],
    returns: 'list of lists',
    run(evaluation, list, values) {
      const lists = [list, ...values.map((_value, index) => listAt(values, index, 'zip'))];
      const length = lists.reduce((longest, each) => Math.max(longest, each.length), 0);
      evaluation.reserveItems(length * lists.length);
      return Array.from({ length }, (_, index) => lists.map((each) => each[index] ?? null));
    },
  },
  {
    name: 'isEmpty',
    signature: '() → boolean',
    doc: 'Whether the list has no items.',
    example: '[].isEmpty()',
    result: true,
    returns: 'boolean',
    run: (_evaluation, list) => list.length === 0,
  },
  {
    name: 'toString',
    signature: '() → text',
    doc: 'The list as JSON text.',
    example: '[1, 2].toString()',
    result: '[1,2]',
    returns: 'text',
    run: (evaluation, list) => toText(evaluation, list),
  },
];

function indexOf(evaluation: Evaluation, list: List, item: unknown, findsNaN: boolean): number {
  for (let index = 0; index < list.length; index++) {
    evaluation.charge(1);
    const candidate = list[index];
    if (isSame(evaluation, candidate, item)) return index;
    if (findsNaN && Number.isNaN(candidate) && Number.isNaN(item)) return index;
  }
  return -1;
}

function reversed(evaluation: Evaluation, list: List): unknown[] {
  evaluation.reserveItems(list.length);
  return list.toReversed();
}

function flatten(evaluation: Evaluation, list: List, depth: number, result: unknown[]): void {
  evaluation.reserveItems(list.length);
  for (const item of list) {
    if (depth >= 1 && Array.isArray(item)) flatten(evaluation, item, depth - 1, result);
    else result.push(item);
  }
  if (result.length > evaluation.budget.size) evaluation.reserveItems(result.length);
}
