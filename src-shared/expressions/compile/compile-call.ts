import type { CallExpression, Expression, SpreadElement } from 'acorn';
import { describe, secretUsed } from '../convert';
import { DateValue } from '../date-value';
import { ExpressionError, fail } from '../expression-error';
import type { Evaluation } from '../evaluation';
import { library } from '../library/library';
import type { FunctionEntry, MethodEntry } from '../library/entry';
import { RegexValue } from '../regex-value';
import { SecretRef, SecretText } from '../types';
import { compileArrow } from './compile-arrow';
import { stopped, type Closure, type Compiler, type Leniency } from './closure';
import { receiverLeniency } from './compile-member';
import { nothingToRead } from './missing';

export function compileCall(compiler: Compiler, node: CallExpression, leniency: Leniency): Closure {
  const { callee } = node;
  if (callee.type === 'Identifier') {
    return functionCall(compiler, node, required(library.functions.get(callee.name), callee.name));
  }
  if (
    callee.type !== 'MemberExpression' ||
    callee.object.type === 'Super' ||
    callee.property.type !== 'Identifier'
  ) {
    throw new Error('The expression check let an odd call pass');
  }
  const name = callee.property.name;
  if (callee.object.type === 'Identifier' && compiler.slotOf(callee.object.name) === undefined) {
    const namespace = library.namespaces.get(callee.object.name);
    if (namespace) return functionCall(compiler, node, required(namespace.get(name), name));
  }
  const receiver = compiler.expression(callee.object, receiverLeniency(callee.optional, leniency));
  const methods = library.methodsNamed(name);
  const takesFunction = library.vocabulary.methods.get(name)?.takesFunction ?? false;
  const values = compileArguments(compiler, node.arguments, takesFunction);
  const mayStop = callee.optional || leniency === 'chain';
  const range = { from: node.start, to: node.end };
  return (evaluation) => {
    const value = receiver(evaluation);
    if (value === stopped) return stopped;
    if (value === null || value === undefined) {
      if (mayStop) return callee.optional ? stopped : undefined;
      return nothingToRead(evaluation, value, callee, compiler.source);
    }
    const method = pick(methods, value);
    if (!method) throw noSuchMethod(value, name, range);
    evaluation.enter();
    let result: unknown;
    try {
      evaluation.charge(1);
      result = method.run(evaluation, value, values(evaluation));
    } catch (error) {
      throw error instanceof ExpressionError ? error.located(range) : error;
    }
    evaluation.leave();
    return result;
  };
}

function functionCall(compiler: Compiler, node: CallExpression, entry: FunctionEntry): Closure {
  const values = compileArguments(compiler, node.arguments, entry.takesFunction ?? false);
  const range = { from: node.start, to: node.end };
  return (evaluation) => {
    evaluation.enter();
    let result: unknown;
    try {
      evaluation.charge(1);
      result = entry.run(evaluation, values(evaluation));
    } catch (error) {
      throw error instanceof ExpressionError ? error.located(range) : error;
    }
    evaluation.leave();
    return result;
  };
}

function required(entry: FunctionEntry | undefined, name: string): FunctionEntry {
  if (!entry) throw new Error(`The expression check let "${name}" pass`);
  return entry;
}

/** Arguments; arrows and names of functions become callbacks. */
function compileArguments(
  compiler: Compiler,
  nodes: readonly (Expression | SpreadElement)[],
  takesFunction: boolean,
): (evaluation: Evaluation) => unknown[] {
  const isCallback = nodes.map(
    (node) =>
      node.type === 'ArrowFunctionExpression' ||
      (takesFunction &&
        node.type === 'Identifier' &&
        compiler.slotOf(node.name) === undefined &&
        library.functions.has(node.name)),
  );
  if (!isCallback.includes(true)) {
    const row = compiler.row(nodes);
    return (evaluation) => refuseFunctions(row(evaluation));
  }
  const parts = nodes.map((node, index) => {
    if (node.type === 'ArrowFunctionExpression') return compileArrow(compiler, node);
    if (isCallback[index] && node.type === 'Identifier') return namedCallback(node.name);
    const row = compiler.row([node]);
    return (evaluation: Evaluation) => refuseFunctions(row(evaluation));
  });
  return (evaluation) => {
    const values: unknown[] = [];
    for (const part of parts) {
      const made = part(evaluation);
      if (typeof made === 'function') values.push(made);
      else for (const value of made) values.push(value);
    }
    return values;
  };
}

/** `map(Number)`: gets the item only, so that `map(parseInt)` does what it says. */
function namedCallback(name: string): (evaluation: Evaluation) => (item: unknown) => unknown {
  const entry = required(library.functions.get(name), name);
  return (evaluation) => (item) => {
    evaluation.charge(1);
    return entry.run(evaluation, [item]);
  };
}

/** A function among the data of the scope is never called: methods see functions of ours only. */
function refuseFunctions(values: unknown[]): unknown[] {
  for (const value of values) {
    if (typeof value === 'function')
      throw fail('EXPR_TYPE', 'A function cannot be used as a value');
  }
  return values;
}

type Methods = ReturnType<typeof library.methodsNamed>;

/** The method of the receiver's own type; it is never looked up on the value. */
function pick(methods: Methods, value: unknown): MethodEntry | undefined {
  if (typeof value === 'string') return methods.text;
  if (typeof value === 'number') return methods.number;
  if (typeof value === 'boolean') return methods.boolean;
  if (typeof value !== 'object') return undefined;
  if (Array.isArray(value)) return methods.list;
  if (value instanceof DateValue) return methods.date;
  if (value instanceof RegexValue) return methods.pattern;
  if (value instanceof SecretRef || value instanceof SecretText) throw secretUsed();
  return methods.object;
}

function noSuchMethod(value: unknown, name: string, range: { from: number; to: number }): Error {
  const owners = library.ownersOf(name);
  return fail(
    'EXPR_TYPE',
    `${name}() does not exist for ${describe(value)}`,
    `It is a method of ${owners.join(' and ')} values.`,
    range,
  );
}
