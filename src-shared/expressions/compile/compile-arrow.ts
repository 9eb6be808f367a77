import type { ArrowFunctionExpression, Pattern } from 'acorn';
import { describe, isPlainObject } from '../convert';
import type { Evaluation } from '../evaluation';
import { fail } from '../expression-error';
import { nearestName } from '../nearest-name';
import { readOwn } from './compile-member';
import type { Callback, Closure, Compiler } from './closure';

/** An arrow function among the arguments of a method. Each call of it pays for its whole body. */
export function compileArrow(
  compiler: Compiler,
  node: ArrowFunctionExpression,
): (evaluation: Evaluation) => Callback {
  const names = node.params.flatMap(namesIn);
  return compiler.withLocals(names, (slots) => {
    if (node.body.type === 'BlockStatement')
      throw new Error('The expression check let a block pass');
    const binders = node.params.map((parameter) => compileBinder(compiler, parameter));
    const body = compiler.expression(node.body);
    // A node is at least one character, so the length of the text bounds the work.
    const cost = 1 + Math.ceil((node.body.end - node.body.start) / 8);
    const simple =
      node.params.length <= 3 && node.params.every((parameter) => parameter.type === 'Identifier');
    return simple ? simpleArrow(slots, body, cost) : arrow(binders, body, cost);
  });
}

function simpleArrow(slots: readonly number[], body: Closure, cost: number) {
  const [first = -1, second = -1, third = -1] = slots;
  return (evaluation: Evaluation): Callback => {
    const { locals } = evaluation;
    return (a, b, c) => {
      evaluation.charge(cost);
      if (first >= 0) locals[first] = a;
      if (second >= 0) locals[second] = b;
      if (third >= 0) locals[third] = c;
      return body(evaluation);
    };
  };
}

function arrow(binders: readonly Binder[], body: Closure, cost: number) {
  return (evaluation: Evaluation): Callback =>
    (...values: unknown[]) => {
      evaluation.charge(cost);
      binders.forEach((bind, index) => {
        bind(evaluation, values[index], values.slice(index));
      });
      return body(evaluation);
    };
}

/** Puts a value into slots. `rest` is the value and all that follow it. */
type Binder = (evaluation: Evaluation, value: unknown, rest: readonly unknown[]) => void;

function compileBinder(compiler: Compiler, pattern: Pattern): Binder {
  switch (pattern.type) {
    case 'Identifier': {
      const slot = compiler.slotOf(pattern.name) ?? 0;
      return (evaluation, value) => {
        evaluation.locals[slot] = value;
      };
    }
    case 'AssignmentPattern': {
      const fallback = compiler.expression(pattern.right);
      const bind = compileBinder(compiler, pattern.left);
      return (evaluation, value, rest) => {
        bind(evaluation, value === undefined ? fallback(evaluation) : value, rest);
      };
    }
    case 'RestElement': {
      const bind = compileBinder(compiler, pattern.argument);
      return (evaluation, _value, rest) => {
        bind(evaluation, rest, []);
      };
    }
    case 'ArrayPattern':
      return arrayBinder(compiler, pattern);
    case 'ObjectPattern':
      return objectBinder(compiler, pattern);
    default:
      throw new Error(`The expression check let "${pattern.type}" pass`);
  }
}

function arrayBinder(
  compiler: Compiler,
  pattern: Extract<Pattern, { type: 'ArrayPattern' }>,
): Binder {
  const binders = pattern.elements.map((element) => element && compileBinder(compiler, element));
  const hasRest = pattern.elements.at(-1)?.type === 'RestElement';
  const range = { from: pattern.start, to: pattern.end };
  return (evaluation, value) => {
    if (!Array.isArray(value)) {
      throw fail(
        'EXPR_TYPE',
        `The parameter expects a list, got ${describe(value)}`,
        undefined,
        range,
      );
    }
    evaluation.charge(1 + value.length);
    // Only a rest parameter needs what follows; it is the last.
    const rest = hasRest ? value.slice(binders.length - 1) : [];
    binders.forEach((bind, index) => bind?.(evaluation, value[index], rest));
  };
}

function objectBinder(
  compiler: Compiler,
  pattern: Extract<Pattern, { type: 'ObjectPattern' }>,
): Binder {
  const taken: string[] = [];
  const parts = pattern.properties.map((property) => {
    if (property.type === 'RestElement') {
      return { key: undefined, mayMiss: true, bind: compileBinder(compiler, property.argument) };
    }
    const key =
      property.key.type === 'Identifier'
        ? property.key.name
        : String((property.key as { value?: unknown }).value);
    taken.push(key);
    return {
      key,
      mayMiss: property.value.type === 'AssignmentPattern',
      bind: compileBinder(compiler, property.value),
    };
  });
  const range = { from: pattern.start, to: pattern.end };
  return (evaluation, value) => {
    if (!isPlainObject(value)) {
      throw fail(
        'EXPR_TYPE',
        `The parameter expects an object, got ${describe(value)}`,
        undefined,
        range,
      );
    }
    for (const { key, mayMiss, bind } of parts) {
      if (key === undefined) {
        const keys = Object.keys(value).filter(
          (name) => !taken.includes(name) && name !== '__proto__',
        );
        evaluation.reserveItems(keys.length);
        bind(evaluation, Object.fromEntries(keys.map((name) => [name, value[name]])), []);
        continue;
      }
      const item = readOwn(value, key);
      if (item === undefined && !mayMiss && evaluation.scope.missing !== 'null') {
        const near = nearestName(key, Object.keys(value));
        throw fail(
          'EXPR_UNDEFINED',
          `The item has no key "${key}"`,
          near ? `Did you mean "${near}"?` : `Give it a default: { ${key} = null }.`,
          range,
        );
      }
      bind(evaluation, item === undefined && !mayMiss ? null : item, []);
    }
  };
}

function namesIn(pattern: Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? namesIn(element) : []));
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        namesIn(property.type === 'RestElement' ? property : property.value),
      );
    default:
      return [];
  }
}
