import { DateValue } from './date-value';
import { ExpressionError, fail } from './expression-error';
import { deepestValue } from './json-text';
import { RegexValue } from './regex-value';
import { SecretRef, SecretText, type ExpressionBudget, type ResolvedValue } from './types';

// One result may be bigger than one text or list in it, but not without end.
const resultFactor = 16;

/**
 * Makes sure that a result is JSON, with secrets standing in it as references. Gives the value
 * itself where nothing has to change; dates become text and missing values null.
 */
export function toResult(value: unknown, budget: ExpressionBudget): ResolvedValue {
  return new ResultReader(budget.size * resultFactor).read(value, '', 0);
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
  constructor(private left: number) {}

  read(value: unknown, path: string, depth: number): ResolvedValue {
    if (--this.left < 0) throw tooLarge(path);
    switch (typeof value) {
      case 'string':
        if ((this.left -= value.length) < 0) throw tooLarge(path);
        return value;
      case 'boolean':
        return value;
      case 'number':
        if (!Number.isFinite(value)) throw notFinite(value, path);
        return value === 0 ? 0 : value;
      case 'undefined':
        return null;
      case 'bigint':
        throw notJson('a big integer', path, 'Use String(value).');
      case 'function':
        throw notJson('a function', path, 'Call it, or use what it returns.');
      case 'symbol':
        throw notJson('a symbol', path);
      case 'object':
        return value === null ? null : this.readObject(value, path, depth);
    }
  }

  private readObject(value: object, path: string, depth: number): ResolvedValue {
    if (value instanceof DateValue) return value.toISOString();
    if (value instanceof SecretRef || value instanceof SecretText) return value;
    if (value instanceof RegexValue)
      throw notJson('a pattern', path, 'Call .test(text) or text.match(pattern).');
    if (depth >= deepestValue) {
      throw notJson(`nested more than ${deepestValue} levels deep or contains itself`, path);
    }
    if (Array.isArray(value)) return this.readList(value, path, depth);
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) throw notJson('not plain data', path);
    return this.readPlain(value as Readonly<Record<string, unknown>>, path, depth);
  }

  private readList(list: readonly unknown[], path: string, depth: number): ResolvedValue {
    let copy: ResolvedValue[] | undefined;
    for (let index = 0; index < list.length; index++) {
      const item = list[index];
      const read = this.read(item, `${path}[${index}]`, depth + 1);
      if (!Object.is(read, item) && !copy) copy = list.slice(0, index) as ResolvedValue[];
      copy?.push(read);
    }
    return copy ?? (list as readonly ResolvedValue[]);
  }

  private readPlain(
    object: Readonly<Record<string, unknown>>,
    path: string,
    depth: number,
  ): ResolvedValue {
    let changed: Map<string, ResolvedValue> | undefined;
    for (const key of Object.keys(object)) {
      this.left -= key.length;
      const item = ownValue(object, key, path);
      const read = this.read(item, `${path}.${key}`, depth + 1);
      if (!Object.is(read, item)) (changed ??= new Map()).set(key, read);
    }
    return changed
      ? { ...(object as Readonly<Record<string, ResolvedValue>>), ...Object.fromEntries(changed) }
      : (object as ResolvedValue);
  }
}

function ownValue(object: Readonly<Record<string, unknown>>, key: string, path: string): unknown {
  try {
    return object[key];
  } catch (error) {
    // A getter that throws: such an object is no data.
    if (error instanceof ExpressionError) throw error;
    throw notJson('an object whose values cannot be read', `${path}.${key}`);
  }
}

function notFinite(value: number, path: string): ExpressionError {
  return notJson(
    String(value),
    path,
    Number.isNaN(value)
      ? 'A calculation had something that is no number. Check the values, or write Number(x) || 0.'
      : 'Something was divided by zero or grew too large.',
  );
}

function notJson(what: string, path: string, hint?: string): ExpressionError {
  const where =
    path === '' ? 'The result' : `The result at ${path.startsWith('.') ? path.slice(1) : path}`;
  return fail('RESULT_NOT_JSON', `${where} is ${what}, which JSON does not have`, hint);
}

function tooLarge(path: string): ExpressionError {
  return fail(
    'RESULT_TOO_LARGE',
    `The result is too large${path === '' ? '' : ` (at ${path})`}`,
    'Take less of the data, or do this in a code step.',
  );
}
