import type { Returns } from '../../expressions/library/entry';
import { library } from '../../expressions/library/library';

// The expression language as TypeScript sees it: the same names as `src-shared/expressions/library`,
// and nothing of JavaScript beside them. A test holds the two together. Arguments are as wide as the
// library takes them: what it converts is no fault.

export const expressionLibrary = `
interface Function { }
interface CallableFunction extends Function { }
interface NewableFunction extends Function { }
interface IArguments { }
type Scalar = string | number | boolean | null | undefined | DateValue;
type Key<T> = string | ((item: T, index: number) => any);
type Order = 'asc' | 'desc';
type Unit = string;

interface Object {
  keys(): string[];
  values(): any[];
  entries(): any[][];
  has(key: Scalar): boolean;
  get(path: Scalar, fallback?: any): any;
  pick(...keys: (Scalar | Scalar[])[]): any;
  omit(...keys: (Scalar | Scalar[])[]): any;
  merge(...objects: object[]): any;
  mapValues<V>(make: (value: any, key: string) => V): { [key: string]: V };
  mapKeys(make: (key: string, value: any) => Scalar): any;
  filterValues(keep: (value: any, key: string) => any): any;
  isEmpty(): boolean;
}

interface Boolean { toString(): string }

interface Number {
  toFixed(digits?: Scalar): string;
  toPrecision(digits: Scalar): string;
  toString(base?: Scalar): string;
  toLocaleString(language?: Scalar, digits?: Scalar): string;
  round(digits?: Scalar): number;
  clamp(least: Scalar, most: Scalar): number;
}

interface String {
  readonly length: number;
  readonly [index: number]: string;
  trim(): string; trimStart(): string; trimEnd(): string;
  toUpperCase(): string; toLowerCase(): string; capitalize(): string; slug(): string;
  startsWith(part: Scalar, from?: Scalar): boolean;
  endsWith(part: Scalar): boolean;
  includes(part: Scalar): boolean;
  indexOf(part: Scalar, from?: Scalar): number;
  lastIndexOf(part: Scalar): number;
  slice(start?: Scalar, end?: Scalar): string;
  substring(start: Scalar, end?: Scalar): string;
  at(index?: Scalar): string | null;
  charAt(index?: Scalar): string;
  charCodeAt(index?: Scalar): number;
  codePointAt(index?: Scalar): number | null;
  padStart(length: Scalar, fill?: Scalar): string;
  padEnd(length: Scalar, fill?: Scalar): string;
  repeat(count: Scalar): string;
  concat(...texts: Scalar[]): string;
  lines(): string[];
  truncate(length: Scalar, end?: Scalar): string;
  isEmpty(): boolean;
  toNumber(): number;
  toString(): string;
  normalize(form?: Scalar): string;
  split(separator?: Scalar | RegExp, limit?: Scalar): string[];
  replace(part: Scalar | RegExp, text: Scalar | ((...matched: string[]) => any)): string;
  replaceAll(part: Scalar | RegExp, text: Scalar | ((...matched: string[]) => any)): string;
  match(pattern: RegExp | Scalar): string[] | null;
  matchAll(pattern: RegExp | Scalar): string[][];
  extract(pattern: RegExp | Scalar): any;
  search(pattern: RegExp | Scalar): number;
}

interface RegExp {
  test(text: Scalar): boolean;
  exec(text: Scalar): string[] | null;
  toString(): string;
}

interface Array<T> {
  readonly length: number;
  readonly [index: number]: T;
  map<V>(make: (item: T, index: number, list: T[]) => V): V[];
  flatMap<V>(make: (item: T, index: number, list: T[]) => V | V[]): V[];
  filter(keep: (item: T, index: number, list: T[]) => any): T[];
  find(wanted: (item: T, index: number, list: T[]) => any): T;
  findLast(wanted: (item: T, index: number, list: T[]) => any): T;
  findIndex(wanted: (item: T, index: number, list: T[]) => any): number;
  findLastIndex(wanted: (item: T, index: number, list: T[]) => any): number;
  some(holds: (item: T, index: number, list: T[]) => any): boolean;
  every(holds: (item: T, index: number, list: T[]) => any): boolean;
  count(holds?: (item: T, index: number, list: T[]) => any): number;
  reduce(step: (total: any, item: T, index: number, list: T[]) => any, start?: any): any;
  reduceRight(step: (total: any, item: T, index: number, list: T[]) => any, start?: any): any;
  at(index?: Scalar): T;
  first(): T; first(count: Scalar): T[];
  last(): T; last(count: Scalar): T[];
  slice(start?: Scalar, end?: Scalar): T[];
  concat(...items: any[]): any[];
  includes(item: any): boolean;
  indexOf(item: any): number;
  lastIndexOf(item: any): number;
  join(separator?: Scalar): string;
  reverse(): T[]; toReversed(): T[];
  with(index: Scalar, value: any): T[];
  flat(depth?: Scalar): any[];
  chunk(size: Scalar): T[][];
  compact(): T[];
  zip(...lists: any[][]): any[][];
  isEmpty(): boolean;
  toString(): string;
  sort(order?: (a: T, b: T) => any): T[];
  toSorted(order?: (a: T, b: T) => any): T[];
  sortBy(by?: Key<T>, order?: Order): T[];
  sum(of?: Key<T>): number;
  average(of?: Key<T>): number;
  min(of?: Key<T>): any; max(of?: Key<T>): any;
  minBy(of: Key<T>): T; maxBy(of: Key<T>): T;
  unique(by?: Key<T>): T[];
  union(other: any[]): any[];
  intersection(other: any[]): T[];
  difference(other: any[]): T[];
  groupBy(by: Key<T>): { [key: string]: T[] };
  countBy(by: Key<T>): { [key: string]: number };
  keyBy(by: Key<T>): { [key: string]: T };
  partition(holds: (item: T, index: number) => any): T[][];
}

interface DateValue {
  format(pattern?: Scalar): string;
  add(amount: Scalar, unit: Unit): DateValue;
  subtract(amount: Scalar, unit: Unit): DateValue;
  diff(other: Scalar, unit?: Unit): number;
  startOf(unit: Unit): DateValue; endOf(unit: Unit): DateValue;
  inZone(zone: Scalar): DateValue;
  isBefore(other: Scalar): boolean; isAfter(other: Scalar): boolean;
  isSame(other: Scalar, unit?: Unit): boolean;
  year(): number; month(): number; day(): number; hour(): number; minute(): number;
  second(): number; weekday(): number; week(): number; getTime(): number; unix(): number;
  toISOString(): string; toString(): string;
}
interface Secret { }

declare function now(zone?: Scalar): DateValue;
declare function date(value: Scalar, zone?: Scalar): DateValue;
declare function dateOf(year: Scalar, month: Scalar, day?: Scalar, hour?: Scalar, minute?: Scalar, second?: Scalar): DateValue;
declare function uuid(): string;
declare function random(): number;
declare function range(start: Scalar, end?: Scalar, step?: Scalar): number[];
declare function regex(text: Scalar, flags?: Scalar): RegExp;
declare function Number(value?: any): number;
declare function String(value?: any): string;
declare function Boolean(value?: any): boolean;
declare function parseInt(text: any, base?: Scalar): number;
declare function parseFloat(text: any): number;
declare function isNaN(value: any): boolean;
declare function isFinite(value: any): boolean;
declare function isEmpty(value: any): boolean;
declare function equals(a: any, b: any): boolean;
declare function encodeURIComponent(text: Scalar): string;
declare function decodeURIComponent(text: Scalar): string;
declare function encodeURI(text: Scalar): string;
declare function decodeURI(text: Scalar): string;
declare function base64Encode(text: Scalar): string;
declare function base64Decode(text: Scalar): string;
`;

/** Groups of functions, as wide as can be: what they take is known by their tables. */
export function groupDeclarations(): string {
  return [...library.namespaces]
    .map(([name, functions]) => {
      const constants = [...library.constants.keys()]
        .filter((title) => title.startsWith(`${name}.`))
        .map((title) => `const ${title.slice(name.length + 1)}: number;`);
      const callables = [...functions.keys()].map(
        (each) =>
          `function ${each}(...values: any[]): ${groupResult(functions.get(each)?.returns)};`,
      );
      return `declare namespace ${name} { ${[...constants, ...callables].join(' ')} }`;
    })
    .join('\n');
}

function groupResult(returns: Returns | undefined): string {
  switch (returns) {
    case 'text':
      return 'string';
    case 'number':
    case 'boolean':
      return returns;
    case 'list of text':
      return 'string[]';
    default:
      return 'any';
  }
}
