import type { ChainExpression, Identifier, MemberExpression } from 'acorn';
import { toKey } from '../convert';
import type { Evaluation } from '../evaluation';
import { refuseForbiddenKey } from '../forbidden-names';
import { library } from '../library/library';
import { SecretRef, SecretText } from '../types';
import { compileQuick, isKeyOfSecret, unusual } from './quick-lane';
import { missingKey, missingRoot, nothingToRead } from './missing';
import { stopped, type Closure, type Compiler, type Leniency } from './closure';

const constants: Readonly<Record<string, unknown>> = Object.assign(Object.create(null), {
  undefined: undefined,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
});

// Kept from before any data was seen: nothing can replace it later.
const { hasOwn } = Object;

/** A parameter of an arrow, a constant, or a root. */
export function compileIdentifier(
  compiler: Compiler,
  node: Identifier,
  leniency: Leniency,
): Closure {
  const { name } = node;
  const slot = compiler.slotOf(name);
  if (slot !== undefined) return (evaluation) => evaluation.locals[slot];
  if (name in constants) {
    const value = constants[name];
    return () => value;
  }
  return (evaluation) => {
    const { roots } = evaluation.scope;
    if (hasOwn(roots, name)) {
      const value = roots[name];
      if (value !== undefined) return value;
    }
    return leniency === 'strict' ? missingRoot(evaluation, node) : undefined;
  };
}

export function compileMember(
  compiler: Compiler,
  node: MemberExpression,
  leniency: Leniency,
): Closure {
  const constant = namespaceConstant(compiler, node);
  if (constant !== undefined) return () => constant;
  const general = compileGeneralMember(compiler, node, leniency);
  const path = compileQuick(node, (name) => compiler.slotOf(name) !== undefined);
  if (!path) return general;
  return (evaluation) => {
    const value = path(evaluation.scope.roots);
    return value === unusual ? general(evaluation) : value;
  };
}

/** The end of a chain with `?.`: where it stopped, its value is undefined. */
export function compileChain(
  compiler: Compiler,
  node: ChainExpression,
  leniency: Leniency,
): Closure {
  const inner = compiler.expression(node.expression, leniency);
  return (evaluation) => {
    const value = inner(evaluation);
    return value === stopped ? undefined : value;
  };
}

function compileGeneralMember(
  compiler: Compiler,
  node: MemberExpression,
  leniency: Leniency,
): Closure {
  if (node.object.type === 'Super' || node.property.type === 'PrivateIdentifier') {
    throw new Error('The expression check let a private member pass');
  }
  const object = compiler.expression(node.object, receiverLeniency(node.optional, leniency));
  const key = node.computed ? compiler.expression(node.property) : staticKey(node.property);
  const mayMiss = leniency !== 'strict' || node.optional;
  const mayStop = node.optional || leniency === 'chain';
  const { source } = compiler;
  const read = (evaluation: Evaluation, receiver: unknown, name: string | number): unknown => {
    const value = readOwn(receiver, name);
    if (value !== undefined) return value;
    return mayMiss ? undefined : missingKey(evaluation, receiver, name, node, source);
  };
  const readNothing = (evaluation: Evaluation, receiver: null | undefined): unknown => {
    if (mayStop) return node.optional ? stopped : undefined;
    return nothingToRead(evaluation, receiver, node, source);
  };
  if (typeof key === 'function') {
    return (evaluation) => {
      const receiver = object(evaluation);
      if (receiver === stopped) return stopped;
      if (receiver === null || receiver === undefined) return readNothing(evaluation, receiver);
      return read(evaluation, receiver, computedKey(key(evaluation)));
    };
  }
  const guarded = isKeyOfSecret(key);
  return (evaluation) => {
    const receiver = object(evaluation);
    // The usual case first, in as few checks as it takes.
    if (!guarded && typeof receiver === 'object' && receiver !== null && hasOwn(receiver, key)) {
      const value = (receiver as Record<string, unknown>)[key];
      if (value !== undefined) return value;
    }
    if (receiver === stopped) return stopped;
    if (receiver === null || receiver === undefined) return readNothing(evaluation, receiver);
    return read(evaluation, receiver, key);
  };
}

export function receiverLeniency(optional: boolean, leniency: Leniency): Leniency {
  if (leniency === 'chain') return 'chain';
  return optional ? 'last' : 'strict';
}

/** Own data of lists, objects and text; nothing of dates, patterns and secrets. */
export function readOwn(receiver: unknown, key: string | number): unknown {
  if (typeof receiver === 'object' && receiver !== null) {
    if (receiver instanceof SecretRef || receiver instanceof SecretText) return undefined;
    return hasOwn(receiver, key) ? (receiver as Record<string | number, unknown>)[key] : undefined;
  }
  if (typeof receiver === 'string') {
    if (key === 'length') return receiver.length;
    return /^\d+$/.test(String(key)) ? receiver[Number(key)] : undefined;
  }
  return undefined;
}

function staticKey(property: MemberExpression['property']): string {
  if (property.type !== 'Identifier') throw new Error('The expression check let an odd key pass');
  return property.name;
}

/** A number stays a number: lists are quicker to read that way. */
function computedKey(value: unknown): string | number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  const key = toKey(value);
  refuseForbiddenKey(key);
  return key;
}

function namespaceConstant(compiler: Compiler, node: MemberExpression): number | undefined {
  const { object, property } = node;
  if (object.type !== 'Identifier' || property.type !== 'Identifier' || node.computed)
    return undefined;
  if (compiler.slotOf(object.name) !== undefined) return undefined;
  return library.constants.get(`${object.name}.${property.name}`);
}
