import type { JsonValue } from '../lib/json';
import { joinSecretText } from './compile/compile-literals';
import { runExpression } from './evaluate';
import { defaultBudget, Evaluation, type Meter } from './evaluation';
import { ExpressionError } from './expression-error';
import { copyOwn } from './forbidden-names';
import { deepestValue, tooDeep, writeJson } from './json-text';
import { parseTemplate, type Binding, type Template } from './template';
import {
  SecretRef,
  SecretText,
  type ExpressionBudget,
  type ExpressionScope,
  type ResolvedValue,
} from './types';

export interface ResolveOptions {
  /** Keys of the outermost object that stay as written: verbatim and lazy settings. */
  readonly skipKeys?: readonly string[];
  /** Of each binding. */
  readonly budget?: ExpressionBudget;
  /** Where a text that is exactly one binding gives text, too; nowhere when absent. */
  readonly text?: TextPlaces;
}

/** Places of a value at which bindings always give text, as some dialects have it. */
export interface TextPlaces {
  readonly here: boolean;
  readonly at: (key: string | number) => TextPlaces;
}

/** All of a value. */
export const textEverywhere: TextPlaces = { here: true, at: () => textEverywhere };

/**
 * Resolves all bindings in a JSON value. What holds no binding is given back as it is, and what a
 * binding gives is never looked at for bindings again. Throws ExpressionError, whose `path` names
 * the place in the value and whose `range` the place in the text there.
 */
export function resolveValue(
  value: JsonValue,
  scope: ExpressionScope,
  options: ResolveOptions = {},
): ResolvedValue {
  const work = begin(scope, options.budget ?? defaultBudget);
  return resolve(value, work, options.text, 0, options.skipKeys);
}

/** Resolves a template text. Exactly one binding keeps its type; anything else is text. */
export function resolveTemplate(
  text: string,
  scope: ExpressionScope,
  budget: ExpressionBudget = defaultBudget,
): ResolvedValue {
  return text.includes('{{') ? resolveText(text, begin(scope, budget)) : text;
}

// A value may hold many bindings, each with a budget of its own; together they have this many.
const budgetsPerValue = 20;

/** One call of this module: what its bindings see, and what they may still do together. */
interface Resolution {
  readonly scope: ExpressionScope;
  readonly budget: ExpressionBudget;
  readonly meter: Meter;
}

function begin(scope: ExpressionScope, budget: ExpressionBudget): Resolution {
  return { scope, budget, meter: { operations: budget.operations * budgetsPerValue } };
}

function resolveText(text: string, work: Resolution, always = false): ResolvedValue {
  const template = parseTemplate(text);
  if (template.single && !always) return evaluateBinding(template, template.single, work);
  const parts: (string | SecretRef | SecretText)[] = [];
  const evaluation = new Evaluation(work.scope, work.budget, 0);
  let length = 0;
  for (const segment of template.segments) {
    const part =
      typeof segment === 'string'
        ? segment
        : asText(evaluateBinding(template, segment, work), evaluation);
    if (typeof part === 'string') length += part.length;
    if (length > work.budget.size) break;
    parts.push(part);
  }
  evaluation.reserveText(length);
  return parts.every((part) => typeof part === 'string') ? parts.join('') : joinSecretText(parts);
}

function resolve(
  value: JsonValue,
  work: Resolution,
  text: TextPlaces | undefined,
  depth: number,
  skipKeys?: readonly string[],
): ResolvedValue {
  if (typeof value === 'string') {
    return value.includes('{{') ? resolveText(value, work, text?.here) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepestValue) throw tooDeep();
  return isList(value)
    ? resolveList(value, work, text, depth)
    : resolveObject(value, work, text, depth, skipKeys);
}

function resolveList(
  list: readonly JsonValue[],
  work: Resolution,
  text: TextPlaces | undefined,
  depth: number,
): ResolvedValue {
  let copy: ResolvedValue[] | undefined;
  for (let index = 0; index < list.length; index++) {
    const item = list[index] as JsonValue;
    const resolved = resolveUnder(index, item, work, text, depth);
    if (resolved !== item && !copy) copy = list.slice(0, index);
    copy?.push(resolved);
  }
  return copy ?? list;
}

function resolveObject(
  object: { readonly [key: string]: JsonValue },
  work: Resolution,
  text: TextPlaces | undefined,
  depth: number,
  skipKeys: readonly string[] | undefined,
): ResolvedValue {
  let copy: Record<string, ResolvedValue> | undefined;
  const keys = Object.keys(object);
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as string;
    const item = object[key] as JsonValue;
    const resolved = skipKeys?.includes(key) ? item : resolveUnder(key, item, work, text, depth);
    if (resolved !== item && !copy) {
      copy = {};
      for (let before = 0; before < index; before++) {
        const earlier = keys[before] as string;
        copyOwn(copy, earlier, object[earlier]);
      }
    }
    if (copy) copyOwn(copy, key, resolved);
  }
  return copy ?? object;
}

function resolveUnder(
  key: string | number,
  item: JsonValue,
  work: Resolution,
  text: TextPlaces | undefined,
  depth: number,
): ResolvedValue {
  try {
    return resolve(item, work, text?.at(key), depth + 1);
  } catch (error) {
    throw error instanceof ExpressionError ? error.under(key) : error;
  }
}

function evaluateBinding(template: Template, binding: Binding, work: Resolution): ResolvedValue {
  if (binding.error) throw ExpressionError.from(binding.error);
  try {
    return runExpression(binding.source, work.scope, work.budget, work.meter);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    if (work.scope.missing === 'literal' && error.code === 'EXPR_UNDEFINED') {
      return template.text.slice(binding.from, binding.to);
    }
    throw error.seenIn(template.text, binding.from + 2);
  }
}

function asText(value: ResolvedValue, evaluation: Evaluation): string | SecretRef | SecretText {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (value instanceof SecretRef || value instanceof SecretText) return value;
  return typeof value === 'object' ? writeJson(evaluation, value) : String(value);
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}
