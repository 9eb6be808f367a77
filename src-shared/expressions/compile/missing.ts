import type { Identifier, MemberExpression } from 'acorn';
import { describe, isPlainObject, secretUsed, typeName } from '../convert';
import type { Evaluation } from '../evaluation';
import { fail } from '../expression-error';
import { library } from '../library/library';
import { nearestName } from '../nearest-name';
import { SecretRef, SecretText } from '../types';

// What happens when something is not there. These are the messages authors see most, so they name
// the path, say what is there instead, and how to allow for it.

/** A root that the scope does not have. */
export function missingRoot(evaluation: Evaluation, node: Identifier): unknown {
  if (evaluation.scope.missing === 'null') return null;
  const names = Object.keys(evaluation.scope.roots);
  const near = nearestName(node.name, names);
  const isFunction = library.functions.has(node.name);
  throw fail(
    'EXPR_UNDEFINED',
    `There is no "${node.name}" here`,
    isFunction
      ? `It is a function: call it, ${node.name}(…).`
      : near
        ? `Did you mean ${near}?`
        : names.length > 0
          ? `Expressions here see ${list(names)}.`
          : 'Put text in quotes.',
    { from: node.start, to: node.end },
  );
}

/** A key that the value does not have. */
export function missingKey(
  evaluation: Evaluation,
  receiver: unknown,
  key: string | number,
  node: MemberExpression,
  source: string,
): unknown {
  const range = { from: node.start, to: node.end };
  if (receiver instanceof SecretRef || receiver instanceof SecretText) throw secretUsed();
  if (isMethodOf(receiver, key)) {
    throw fail(
      'EXPR_FORBIDDEN',
      `"${key}" is a method, not a value`,
      `Call it: .${key}(…).`,
      range,
    );
  }
  if (evaluation.scope.missing === 'null') return null;
  const object = textOf(node.object, source);
  const path = textOf(node, source);
  if (
    node.object.type === 'Identifier' &&
    node.object.name === 'steps' &&
    isPlainObject(receiver)
  ) {
    const near = nearestName(String(key), Object.keys(receiver));
    throw fail(
      'EXPR_UNDEFINED',
      `${path} has no output: step "${key}" has not run or was skipped`,
      near
        ? `Did you mean steps.${near}? Otherwise connect the step before this one, or write ${path}?.… to allow for it.`
        : `Connect the step before this one, or write ${path}?.… to allow for it.`,
      range,
    );
  }
  if (Array.isArray(receiver)) {
    throw fail(
      'EXPR_UNDEFINED',
      `${path} does not exist: ${object} has ${receiver.length} item${receiver.length === 1 ? '' : 's'}`,
      listHint(key, receiver.length, object),
      range,
    );
  }
  if (typeof receiver === 'string') {
    throw fail(
      'EXPR_UNDEFINED',
      `${path} does not exist: ${object} is text`,
      'Text has .length, an index and methods.',
      range,
    );
  }
  if (!isPlainObject(receiver)) {
    throw fail(
      'EXPR_UNDEFINED',
      `${path} does not exist: ${object} is ${describe(receiver)}`,
      `Only lists, objects and text have keys.`,
      range,
    );
  }
  const names = Object.keys(receiver);
  const near = nearestName(String(key), names);
  throw fail(
    'EXPR_UNDEFINED',
    `${path} does not exist: ${object} has ${names.length === 0 ? 'no keys' : `the keys ${list(names)}`}`,
    near
      ? `Did you mean "${near}"?`
      : `Write ${object}?.${key} or ${path} ?? null when it may be missing.`,
    range,
  );
}

/** A key of null or undefined. */
export function nothingToRead(
  evaluation: Evaluation,
  receiver: null | undefined,
  node: MemberExpression,
  source: string,
): unknown {
  if (evaluation.scope.missing === 'null') return null;
  const object = textOf(node.object, source);
  throw fail(
    'EXPR_UNDEFINED',
    `${textOf(node, source)} does not exist: ${object} is ${receiver === null ? 'null' : 'missing'}`,
    'Put ?. before the key when the value may be missing.',
    { from: node.start, to: node.end },
  );
}

/** Objects may have any key, so there a name is never taken for a method. */
function isMethodOf(receiver: unknown, key: string | number): boolean {
  const type = typeName(receiver);
  if (type === 'object' || typeof key !== 'string') return false;
  return Object.hasOwn(library.methodsNamed(key), type);
}

function listHint(key: string | number, length: number, object: string): string {
  if (typeof key === 'number' || /^-?\d+$/.test(key)) {
    return length === 0
      ? `Write ${object}?.[${key}] when it may be empty.`
      : `Indexes go from 0 to ${length - 1}; use .at(-1) for the last item.`;
  }
  return `Use an index (${object}[0].${key}) or map (${object}.map(item => item.${key})).`;
}

function textOf(node: { start: number; end: number }, source: string): string {
  const text = source.slice(node.start, node.end).replace(/\s+/g, ' ');
  return text.length > 80 ? `…${text.slice(-79)}` : text;
}

function list(names: readonly string[]): string {
  const shown = names
    .slice(0, 8)
    .map((name) => (name.length > 40 ? `${name.slice(0, 39)}…` : name));
  return names.length > shown.length
    ? `${shown.join(', ')} and ${names.length - shown.length} more`
    : shown.join(', ');
}
