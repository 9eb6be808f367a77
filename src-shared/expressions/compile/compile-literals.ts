import type {
  ArrayExpression,
  Expression,
  ObjectExpression,
  SpreadElement,
  TemplateLiteral,
} from 'acorn';
import { describe, isPlainObject, toKey, toText } from '../convert';
import type { Evaluation } from '../evaluation';
import { fail } from '../expression-error';
import { copyOwn, setOwn } from '../forbidden-names';
import { SecretRef, SecretText } from '../types';
import type { Closure, Compiler } from './closure';
import { placed } from './compile-operators';

export function compileArray(compiler: Compiler, node: ArrayExpression): Closure {
  return compiler.row(
    node.elements.filter((element): element is Expression | SpreadElement => element !== null),
  );
}

type Entry = (evaluation: Evaluation, target: Record<string, unknown>) => void;

export function compileObject(compiler: Compiler, node: ObjectExpression): Closure {
  const entries = node.properties.map((property): Entry => {
    if (property.type === 'SpreadElement') {
      const run = compiler.expression(property.argument);
      return (evaluation, target) => spreadObject(evaluation, target, run(evaluation));
    }
    const value = compiler.expression(property.value);
    if (property.computed) {
      const key = compiler.expression(property.key);
      return (evaluation, target) => setOwn(target, toKey(key(evaluation)), value(evaluation));
    }
    const key =
      property.key.type === 'Identifier' ? property.key.name : String(literalKey(property.key));
    return (evaluation, target) => {
      // The check has refused forbidden names here.
      target[key] = value(evaluation);
    };
  });
  return placed(node, (evaluation) => {
    const target: Record<string, unknown> = {};
    for (const entry of entries) entry(evaluation, target);
    return target;
  });
}

function literalKey(key: Expression): unknown {
  if (key.type !== 'Literal') throw new Error('The expression check let an odd key pass');
  return key.value;
}

function spreadObject(
  evaluation: Evaluation,
  target: Record<string, unknown>,
  value: unknown,
): void {
  if (value === null || value === undefined) return;
  if (!isPlainObject(value)) {
    throw fail('EXPR_TYPE', `Only an object can be spread into an object, got ${describe(value)}`);
  }
  const keys = Object.keys(value);
  evaluation.reserveItems(keys.length);
  for (const key of keys) copyOwn(target, key, value[key]);
}

/** A template literal with a secret in it stays a text with a secret in it. */
export function compileTemplateLiteral(compiler: Compiler, node: TemplateLiteral): Closure {
  const texts = node.quasis.map((quasi) => quasi.value.cooked ?? '');
  const holes = node.expressions.map((expression) => compiler.expression(expression));
  return placed(node, (evaluation) => {
    const values = holes.map((hole) => hole(evaluation));
    const parts: (string | SecretRef | SecretText)[] = [texts[0] ?? ''];
    let secret = false;
    values.forEach((value, index) => {
      if (value instanceof SecretRef || value instanceof SecretText) {
        secret = true;
        parts.push(value);
      } else parts.push(toText(evaluation, value));
      parts.push(texts[index + 1] ?? '');
    });
    return secret ? joinSecretText(parts) : joinText(evaluation, parts as string[]);
  });
}

function joinText(evaluation: Evaluation, parts: readonly string[]): string {
  let length = 0;
  for (const part of parts) length += part.length;
  evaluation.reserveText(length);
  return parts.join('');
}

/** Puts neighbouring texts together and opens nested ones. */
export function joinSecretText(parts: readonly (string | SecretRef | SecretText)[]): SecretText {
  const flat: (string | SecretRef)[] = [];
  for (const part of parts.flatMap((each) => (each instanceof SecretText ? each.parts : [each]))) {
    const last = flat.at(-1);
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string') flat[flat.length - 1] = last + part;
    else flat.push(part);
  }
  return new SecretText(flat);
}
