import { DateValue } from './date-value';
import { ExpressionError, fail } from './expression-error';
import { copyOwn } from './forbidden-names';
import type { Meter } from './evaluation';
import { deepestValue } from './json-text';
import { RegexValue } from './regex-value';
import { SecretRef, SecretText, type ExpressionBudget, type ResolvedValue } from './types';

// One result may be bigger than one text or list in it, but not without end.
const charactersFactor = 16;
const valuesFactor = 2;

/**
 * Makes sure that a result is JSON, with secrets standing in it as references. Gives the value
 * itself where nothing has to change; dates become text and missing values null.
 */
export function toResult(value: unknown, budget: ExpressionBudget, meter?: Meter): ResolvedValue {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  // Minus zero is no JSON; what is not finite gets its error below.
  if (typeof value === 'number' && Number.isFinite(value)) return value === 0 ? 0 : value;
  const reader = new ResultReader(budget.size);
  const result = reader.read(value, 0);
  if (meter) meter.operations -= reader.count;
  return result;
}

/** The quick way for what was read from the scope as it is: only its outside is looked at. */
export function toReadResult(value: unknown, budget: ExpressionBudget): ResolvedValue {
  if (value === undefined) return null;
  if (typeof value === 'object' && value !== null) {
    if (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype)
      return value as ResolvedValue;
    return toResult(value, budget);
  }
  return typeof value === 'string' || typeof value === 'boolean' ? value : toResult(value, budget);
}

class ResultReader {
  /** Values read so far. */
  count = 0;
  private readonly most: number;
  private characters: number;
  /** Keys to the value that is being read, for messages. */
  private readonly path: (string | number)[] = [];

  constructor(size: number) {
    this.most = size * valuesFactor;
    this.characters = size * charactersFactor;
  }

  read(value: unknown, depth: number): ResolvedValue {
    if (++this.count > this.most) throw tooLarge();
    switch (typeof value) {
      case 'string':
        if ((this.characters -= value.length) < 0) throw tooLarge();
        return value;
      case 'boolean':
        return value;
      case 'number':
        if (!Number.isFinite(value)) throw notFinite(value, this.path);
        return value === 0 ? 0 : value;
      case 'undefined':
        return null;
      case 'bigint':
        throw notJson('a big integer', this.path, 'Use String(value).');
      case 'function':
        throw notJson('a function', this.path, 'Call it, or use what it returns.');
      case 'symbol':
        throw notJson('a symbol', this.path);
      case 'object':
        return value === null ? null : this.readObject(value, depth);
    }
  }

  private readObject(value: object, depth: number): ResolvedValue {
    if (value instanceof DateValue) return value.toISOString();
    if (value instanceof SecretRef || value instanceof SecretText) return value;
    if (value instanceof RegexValue) {
      throw notJson('a pattern', this.path, 'Call .test(text) or text.match(pattern).');
    }
    if (depth >= deepestValue) {
      throw notJson(`nested more than ${deepestValue} levels deep, or contains itself`, this.path);
    }
    if (Array.isArray(value)) return this.readList(value, depth);
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) {
      throw notJson('not plain data', this.path);
    }
    return this.readPlain(value as Readonly<Record<string, unknown>>, depth);
  }

  private readList(list: readonly unknown[], depth: number): ResolvedValue {
    let copy: ResolvedValue[] | undefined;
    const at = this.path.length;
    for (let index = 0; index < list.length; index++) {
      const item = list[index];
      this.path[at] = index;
      const read = this.read(item, depth + 1);
      if (!Object.is(read, item) && !copy) copy = list.slice(0, index) as ResolvedValue[];
      copy?.push(read);
    }
    this.path.length = at;
    return copy ?? (list as readonly ResolvedValue[]);
  }

  private readPlain(object: Readonly<Record<string, unknown>>, depth: number): ResolvedValue {
    let changed: Map<string, ResolvedValue> | undefined;
    const at = this.path.length;
    for (const key of Object.keys(object)) {
      this.characters -= key.length;
      this.path[at] = key;
      const item = ownValue(object, key, this.path);
      const read = this.read(item, depth + 1);
      if (!Object.is(read, item)) (changed ??= new Map()).set(key, read);
    }
    this.path.length = at;
    if (!changed) return object as ResolvedValue;
    const copy: Record<string, ResolvedValue> = {};
    for (const key of Object.keys(object)) {
      copyOwn(copy, key, changed.has(key) ? changed.get(key) : object[key]);
    }
    return copy;
  }
}

type Path = readonly (string | number)[];

function ownValue(object: Readonly<Record<string, unknown>>, key: string, path: Path): unknown {
  try {
    return object[key];
  } catch (error) {
    // A getter that throws: such an object is no data.
    if (error instanceof ExpressionError) throw error;
    throw notJson('a value that cannot be read', path);
  }
}

function notFinite(value: number, path: Path): ExpressionError {
  return notJson(
    String(value),
    path,
    Number.isNaN(value)
      ? 'A calculation had something that is no number. Check the values, or write Number(x) || 0.'
      : 'Something was divided by zero or grew too large.',
  );
}

function notJson(what: string, path: Path, hint?: string): ExpressionError {
  const written = path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');
  const shown = written.length > 100 ? `${written.slice(0, 99)}…` : written;
  const where = shown === '' ? 'The result' : `The result at ${shown}`;
  return fail('RESULT_NOT_JSON', `${where} is ${what}, which JSON does not have`, hint);
}

function tooLarge(): ExpressionError {
  return fail(
    'RESULT_TOO_LARGE',
    'The result is too large',
    'Take less of the data, or do this in a code step.',
  );
}
