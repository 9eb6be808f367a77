import type { Callback } from '../compile/closure';
import { toKey, toNumber, toText } from '../convert';
import type { Evaluation } from '../evaluation';
import { setOwn } from '../forbidden-names';
import { compareNaturally, identityOf, isNothing } from './ordering';
import { callbackAt, listAt, orderAt, selectorAt } from './values';
import type { MethodEntry } from './entry';

type List = readonly unknown[];

/** Methods that order, group and add up. */
export const listGroupMethods: readonly MethodEntry<List>[] = [
  {
    name: 'sort',
    signature: '((a, b) => number) → list',
    doc: 'A sorted list; the original stays as it is. The function says which of two comes first (a - b for numbers). Without it items are sorted as text; sortBy is often simpler.',
    example: '[10, 9, 1].sort((a, b) => a - b)',
    result: [1, 9, 10],
    returns: 'same',
    takesFunction: true,
    run: (evaluation, list, values) => sorted(evaluation, list, values, 'sort'),
  },
  {
    name: 'toSorted',
    signature: '((a, b) => number) → list',
    doc: 'The same as sort().',
    example: "['b', 'a'].toSorted()",
    result: ['a', 'b'],
    returns: 'same',
    takesFunction: true,
    run: (evaluation, list, values) => sorted(evaluation, list, values, 'toSorted'),
  },
  {
    name: 'sortBy',
    signature: "(key or item => value, order = 'asc') → list",
    doc: 'A list sorted by a value of each item: numbers by size, text by its characters, null last.',
    example: "[{ n: 10 }, { n: 9 }].sortBy('n')",
    result: [{ n: 9 }, { n: 10 }],
    returns: 'same',
    takesFunction: true,
    run(evaluation, list, values) {
      const select = selectorAt(values, 0, 'sortBy');
      const order = orderAt(values, 1);
      evaluation.reserveItems(list.length);
      return list
        .map((item) => ({ item, value: select(item) }))
        .sort((a, b) => {
          evaluation.charge(1);
          // Nothing stays last in both orders.
          const sign = isNothing(a.value) || isNothing(b.value) ? 1 : order;
          return sign * compareNaturally(evaluation, a.value, b.value);
        })
        .map(({ item }) => item);
    },
  },
  {
    name: 'sum',
    signature: '(key or item => number) → number',
    doc: 'Adds up the numbers, or what the key or function gives for each item.',
    example: '[{ price: 2 }, { price: 5 }].sum(item => item.price)',
    result: 7,
    returns: 'number',
    takesFunction: true,
    run: (evaluation, list, values) => addUp(evaluation, list, selectorAt(values, 0, 'sum')),
  },
  {
    name: 'average',
    signature: '(key or item => number) → number or null',
    doc: 'The mean of the numbers; null for an empty list.',
    example: '[1, 2, 6].average()',
    result: 3,
    returns: 'number or null',
    takesFunction: true,
    run(evaluation, list, values) {
      if (list.length === 0) return null;
      return addUp(evaluation, list, selectorAt(values, 0, 'average')) / list.length;
    },
  },
  {
    name: 'min',
    signature: '(key or item => value) → value or null',
    doc: 'The smallest value; null for an empty list. Works for numbers, text and dates.',
    example: '[3, 1, 2].min()',
    result: 1,
    returns: 'any',
    takesFunction: true,
    run: (evaluation, list, values) =>
      extreme(evaluation, list.map(once(selectorAt(values, 0, 'min'))), -1),
  },
  {
    name: 'max',
    signature: '(key or item => value) → value or null',
    doc: 'The largest value; null for an empty list. Works for numbers, text and dates.',
    example: "[{ at: '2026-01-05' }, { at: '2026-03-01' }].max('at')",
    result: '2026-03-01',
    returns: 'any',
    takesFunction: true,
    run: (evaluation, list, values) =>
      extreme(evaluation, list.map(once(selectorAt(values, 0, 'max'))), 1),
  },
  {
    name: 'minBy',
    signature: '(key or item => value) → item or null',
    doc: 'The item with the smallest value.',
    example: "[{ id: 1, price: 9 }, { id: 2, price: 4 }].minBy('price')",
    result: { id: 2, price: 4 },
    returns: 'item or null',
    takesFunction: true,
    run: (evaluation, list, values) =>
      extremeBy(evaluation, list, selectorAt(values, 0, 'minBy'), -1),
  },
  {
    name: 'maxBy',
    signature: '(key or item => value) → item or null',
    doc: 'The item with the largest value.',
    example: "[{ id: 1, price: 9 }, { id: 2, price: 4 }].maxBy('price')",
    result: { id: 1, price: 9 },
    returns: 'item or null',
    takesFunction: true,
    run: (evaluation, list, values) =>
      extremeBy(evaluation, list, selectorAt(values, 0, 'maxBy'), 1),
  },
  {
    name: 'unique',
    signature: '(key or item => value) → list',
    doc: 'The list without repeated items, or without items that repeat a value. Objects count as equal when their JSON is.',
    example: '[1, 2, 1, 3].unique()',
    result: [1, 2, 3],
    returns: 'same',
    takesFunction: true,
    run(evaluation, list, values) {
      const select = selectorAt(values, 0, 'unique');
      const seen = new Set<unknown>();
      evaluation.reserveItems(list.length);
      return list.filter((item) => {
        const identity = identityOf(evaluation, select(item));
        if (seen.has(identity)) return false;
        seen.add(identity);
        return true;
      });
    },
  },
  {
    name: 'union',
    signature: '(list) → list',
    doc: 'The items of both lists, without repeats.',
    example: '[1, 2].union([2, 3])',
    result: [1, 2, 3],
    returns: 'concatenated list',
    run(evaluation, list, values) {
      const other = listAt(values, 0, 'union');
      evaluation.reserveItems(list.length + other.length);
      const seen = new Set<unknown>();
      return list.concat(other).filter((item) => {
        const identity = identityOf(evaluation, item);
        return seen.size !== seen.add(identity).size;
      });
    },
  },
  {
    name: 'intersection',
    signature: '(list) → list',
    doc: 'The items that the other list has too.',
    example: '[1, 2, 3].intersection([2, 3, 4])',
    result: [2, 3],
    returns: 'same',
    run: (evaluation, list, values) =>
      keepWhere(evaluation, list, listAt(values, 0, 'intersection'), true),
  },
  {
    name: 'difference',
    signature: '(list) → list',
    doc: 'The items that the other list does not have.',
    example: '[1, 2, 3].difference([2])',
    result: [1, 3],
    returns: 'same',
    run: (evaluation, list, values) =>
      keepWhere(evaluation, list, listAt(values, 0, 'difference'), false),
  },
  {
    name: 'groupBy',
    signature: '(key or item => key) → object of lists',
    doc: 'An object with one list per key, each with the items of that key.',
    example: "[{ t: 'a', n: 1 }, { t: 'b', n: 2 }, { t: 'a', n: 3 }].groupBy('t')",
    result: {
      a: [
        { t: 'a', n: 1 },
        { t: 'a', n: 3 },
      ],
      b: [{ t: 'b', n: 2 }],
    },
    returns: 'object of same',
    takesFunction: true,
    run(evaluation, list, values) {
      const groups = groupsOf(evaluation, list, selectorAt(values, 0, 'groupBy'));
      return fromGroups(groups, (items) => items);
    },
  },
  {
    name: 'countBy',
    signature: '(key or item => key) → object of numbers',
    doc: 'An object that says how many items there are of each key.',
    example: "['a', 'b', 'a'].countBy()",
    result: { a: 2, b: 1 },
    returns: 'object of numbers',
    takesFunction: true,
    run(evaluation, list, values) {
      const groups = groupsOf(evaluation, list, selectorAt(values, 0, 'countBy'));
      return fromGroups(groups, (items) => items.length);
    },
  },
  {
    name: 'keyBy',
    signature: '(key or item => key) → object of items',
    doc: 'An object with the items by key; of several with one key the last stays.',
    example: "[{ id: 'x', n: 1 }, { id: 'y', n: 2 }].keyBy('id')",
    result: { x: { id: 'x', n: 1 }, y: { id: 'y', n: 2 } },
    returns: 'object of items',
    takesFunction: true,
    run(evaluation, list, values) {
      const groups = groupsOf(evaluation, list, selectorAt(values, 0, 'keyBy'));
      return fromGroups(groups, (items) => items.at(-1));
    },
  },
  {
    name: 'partition',
    signature: '((item, index) => boolean) → two lists',
    doc: 'Two lists: the items for which the function gives true, and the rest.',
    example: '[1, 5, 2, 8].partition(n => n > 3)',
    result: [
      [5, 8],
      [1, 2],
    ],
    returns: 'list of same',
    takesFunction: true,
    run(evaluation, list, values) {
      const holds = callbackAt(values, 0, 'partition');
      evaluation.reserveItems(list.length);
      const parts: [unknown[], unknown[]] = [[], []];
      list.forEach((item, index) => parts[holds(item, index, list) ? 0 : 1].push(item));
      return parts;
    },
  },
];

/** A function for `map` that passes the item only. */
function once(select: Callback): (item: unknown) => unknown {
  return (item) => select(item);
}

function sorted(
  evaluation: Evaluation,
  list: List,
  values: readonly unknown[],
  name: string,
): unknown[] {
  evaluation.reserveItems(list.length);
  if (values[0] !== undefined) {
    const compare = callbackAt(values, 0, name);
    return list.toSorted((a, b) => toNumber(compare(a, b)) || 0);
  }
  return list
    .map((item) => ({ item, text: item === undefined ? undefined : toText(evaluation, item) }))
    .sort((a, b) => {
      evaluation.charge(1);
      if (a.text === undefined || b.text === undefined)
        return Number(a.text === undefined) - Number(b.text === undefined);
      return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
    })
    .map(({ item }) => item);
}

function addUp(evaluation: Evaluation, list: List, select: Callback): number {
  evaluation.charge(list.length);
  let total = 0;
  for (const item of list) total += toNumber(select(item));
  return total;
}

function extreme(evaluation: Evaluation, values: readonly unknown[], sign: 1 | -1): unknown {
  return extremeBy(evaluation, values, (value) => value, sign);
}

function extremeBy(evaluation: Evaluation, list: List, select: Callback, sign: 1 | -1): unknown {
  evaluation.charge(list.length);
  let best: { item: unknown; value: unknown } | undefined;
  for (const item of list) {
    const value = select(item);
    if (isNothing(value)) continue;
    if (!best || sign * compareNaturally(evaluation, value, best.value) > 0) best = { item, value };
  }
  return best?.item ?? null;
}

function keepWhere(evaluation: Evaluation, list: List, other: List, kept: boolean): unknown[] {
  evaluation.reserveItems(list.length + other.length);
  const theirs = new Set(other.map((item) => identityOf(evaluation, item)));
  return list.filter((item) => theirs.has(identityOf(evaluation, item)) === kept);
}

function groupsOf(evaluation: Evaluation, list: List, select: Callback): Map<string, unknown[]> {
  evaluation.reserveItems(list.length);
  const groups = new Map<string, unknown[]>();
  for (const item of list) {
    const key = toKey(select(item));
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function fromGroups(
  groups: Map<string, unknown[]>,
  make: (items: unknown[]) => unknown,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, items] of groups) setOwn(result, key, make(items));
  return result;
}
