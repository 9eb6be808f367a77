import { toBoolean } from '../convert';
import { fail } from '../expression-error';
import { callbackAt } from './values';
import type { MethodEntry } from './entry';

type List = readonly unknown[];

/** Methods that give every item to a function. */
export const listItemMethods: readonly MethodEntry<List>[] = [
  {
    name: 'map',
    signature: '((item, index, list) => value) → list',
    doc: 'A list with what the function makes of every item.',
    example: '[1, 2, 3].map(n => n * 10)',
    result: [10, 20, 30],
    returns: 'callback list',
    takesFunction: true,
    run(evaluation, list, values) {
      const make = callbackAt(values, 0, 'map');
      evaluation.reserveItems(list.length);
      return list.map((item, index) => make(item, index, list));
    },
  },
  {
    name: 'filter',
    signature: '((item, index, list) => boolean) → list',
    doc: 'The items for which the function gives true.',
    example: '[5, 12, 8].filter(n => n > 6)',
    result: [12, 8],
    returns: 'same',
    takesFunction: true,
    run(evaluation, list, values) {
      const keep = callbackAt(values, 0, 'filter');
      evaluation.charge(list.length);
      return list.filter((item, index) => toBoolean(keep(item, index, list)));
    },
  },
  {
    name: 'find',
    signature: '((item, index, list) => boolean) → item or null',
    doc: 'The first item for which the function gives true.',
    example: '[{ id: 1 }, { id: 2 }].find(item => item.id === 2)',
    result: { id: 2 },
    returns: 'item or null',
    takesFunction: true,
    run(_evaluation, list, values) {
      const wanted = callbackAt(values, 0, 'find');
      return list.find((item, index) => toBoolean(wanted(item, index, list)));
    },
  },
  {
    name: 'findLast',
    signature: '((item, index, list) => boolean) → item or null',
    doc: 'The last item for which the function gives true.',
    example: '[1, 4, 6, 7].findLast(n => n % 2 === 0)',
    result: 6,
    returns: 'item or null',
    takesFunction: true,
    run(_evaluation, list, values) {
      const wanted = callbackAt(values, 0, 'findLast');
      return list.findLast((item, index) => toBoolean(wanted(item, index, list)));
    },
  },
  {
    name: 'findIndex',
    signature: '((item, index, list) => boolean) → number',
    doc: 'The index of the first item for which the function gives true; -1 when there is none.',
    example: "['a', 'b'].findIndex(letter => letter === 'b')",
    result: 1,
    returns: 'number',
    takesFunction: true,
    run(_evaluation, list, values) {
      const wanted = callbackAt(values, 0, 'findIndex');
      return list.findIndex((item, index) => toBoolean(wanted(item, index, list)));
    },
  },
  {
    name: 'findLastIndex',
    signature: '((item, index, list) => boolean) → number',
    doc: 'The index of the last item for which the function gives true; -1 when there is none.',
    example: '[1, 2, 1].findLastIndex(n => n === 1)',
    result: 2,
    returns: 'number',
    takesFunction: true,
    run(_evaluation, list, values) {
      const wanted = callbackAt(values, 0, 'findLastIndex');
      return list.findLastIndex((item, index) => toBoolean(wanted(item, index, list)));
    },
  },
  {
    name: 'some',
    signature: '((item, index, list) => boolean) → boolean',
    doc: 'Whether the function gives true for at least one item.',
    example: '[1, 5].some(n => n > 3)',
    result: true,
    returns: 'boolean',
    takesFunction: true,
    run(_evaluation, list, values) {
      const holds = callbackAt(values, 0, 'some');
      return list.some((item, index) => toBoolean(holds(item, index, list)));
    },
  },
  {
    name: 'every',
    signature: '((item, index, list) => boolean) → boolean',
    doc: 'Whether the function gives true for every item; true for an empty list.',
    example: '[4, 5].every(n => n > 3)',
    result: true,
    returns: 'boolean',
    takesFunction: true,
    run(_evaluation, list, values) {
      const holds = callbackAt(values, 0, 'every');
      return list.every((item, index) => toBoolean(holds(item, index, list)));
    },
  },
  {
    name: 'count',
    signature: '((item, index, list) => boolean) → number',
    doc: 'How many items the function gives true for.',
    example: '[1, 5, 9].count(n => n > 3)',
    result: 2,
    returns: 'number',
    takesFunction: true,
    run(_evaluation, list, values) {
      const counted = callbackAt(values, 0, 'count');
      let count = 0;
      list.forEach((item, index) => {
        if (toBoolean(counted(item, index, list))) count++;
      });
      return count;
    },
  },
  {
    name: 'reduce',
    signature: '((total, item, index, list) => total, start?) → value',
    doc: 'Folds the list into one value, from the first item to the last.',
    example: '[1, 2, 3].reduce((total, n) => total + n, 0)',
    result: 6,
    returns: 'callback value',
    takesFunction: true,
    run(_evaluation, list, values) {
      const step = callbackAt(values, 0, 'reduce');
      if (values.length > 1)
        return list.reduce((total, item, index) => step(total, item, index, list), values[1]);
      if (list.length === 0) throw emptyReduce('reduce');
      return list.reduce((total, item, index) => step(total, item, index, list));
    },
  },
  {
    name: 'reduceRight',
    signature: '((total, item, index, list) => total, start?) → value',
    doc: 'Folds the list into one value, from the last item to the first.',
    example: "['a', 'b'].reduceRight((text, letter) => text + letter, '')",
    result: 'ba',
    returns: 'callback value',
    takesFunction: true,
    run(_evaluation, list, values) {
      const step = callbackAt(values, 0, 'reduceRight');
      if (values.length > 1)
        return list.reduceRight((total, item, index) => step(total, item, index, list), values[1]);
      if (list.length === 0) throw emptyReduce('reduceRight');
      return list.reduceRight((total, item, index) => step(total, item, index, list));
    },
  },
  {
    name: 'flatMap',
    signature: '((item, index, list) => value or list) → list',
    doc: 'Like map, but lists that the function gives are opened into the result.',
    example: "['a b', 'c'].flatMap(line => line.split(' '))",
    result: ['a', 'b', 'c'],
    returns: 'callback flat list',
    takesFunction: true,
    run(evaluation, list, values) {
      const make = callbackAt(values, 0, 'flatMap');
      const result: unknown[] = [];
      list.forEach((item, index) => {
        const made = make(item, index, list);
        if (!Array.isArray(made)) result.push(made);
        else {
          evaluation.reserveItems(made.length);
          for (const each of made as unknown[]) result.push(each);
        }
      });
      evaluation.reserveItems(result.length);
      return result;
    },
  },
];

function emptyReduce(name: string): Error {
  return fail(
    'EXPR_TYPE',
    `${name}() of an empty list needs a start value`,
    `Give it as the second argument: ${name}((total, item) => …, 0).`,
  );
}
