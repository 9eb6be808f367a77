import type { BinaryExpression, Expression, MemberExpression } from 'acorn';
import { library } from '../library/library';
import { SecretRef, SecretText } from '../types';

// Most expressions read a value and perhaps compare or calculate with it. Those have a second form
// that needs no evaluation state: it does a bounded number of things, one for each word of its text,
// so there is no budget to keep. It knows only the usual case, and gives `unusual` for any other
// (something missing, text to be joined, a secret), which is then left to the closures.

export type Quick = (roots: Readonly<Record<string, unknown>>) => unknown;

export const unusual: unique symbol = Symbol('unusual');

// Called this way it is a quarter quicker than Object.hasOwn, and it is all that a path costs.
const { hasOwnProperty } = Object.prototype;

/** Whether a name means a parameter of an arrow around. */
type IsLocal = (name: string) => boolean;

/** The quick form of an expression; undefined for one that may have something else in it. */
export function compileQuick(node: Expression, isLocal: IsLocal): Quick | undefined {
  switch (node.type) {
    case 'Literal':
      return quickLiteral(node.value);
    case 'Identifier':
    case 'MemberExpression':
      return quickPath(node, isLocal);
    case 'ParenthesizedExpression':
      return compileQuick(node.expression, isLocal);
    case 'BinaryExpression':
      return quickBinary(node, isLocal);
    default:
      return undefined;
  }
}

function quickLiteral(value: unknown): Quick | undefined {
  if (typeof value === 'number' || typeof value === 'string') return () => value;
  return undefined;
}

function quickBinary(node: BinaryExpression, isLocal: IsLocal): Quick | undefined {
  if (node.left.type === 'PrivateIdentifier') return undefined;
  const left = compileQuick(node.left, isLocal);
  const right = compileQuick(node.right, isLocal);
  if (!left || !right) return undefined;
  const constant = node.right.type === 'Literal' ? node.right.value : undefined;
  if (node.operator === '*' && typeof constant === 'number') {
    return (roots) => {
      const a = left(roots);
      return typeof a === 'number' ? a * constant : unusual;
    };
  }
  const calculate = calculations[node.operator];
  if (calculate) {
    return (roots) => {
      const a = left(roots);
      const b = right(roots);
      return typeof a === 'number' && typeof b === 'number' ? calculate(a, b) : unusual;
    };
  }
  if (node.operator !== '===' && node.operator !== '!==') return undefined;
  const same = node.operator === '===';
  return (roots) => {
    const a = left(roots);
    const b = right(roots);
    const alike = typeof a === typeof b && (typeof a === 'number' || typeof a === 'string');
    return alike ? (a === b) === same : unusual;
  };
}

const calculations: Readonly<Record<string, (a: number, b: number) => number | boolean>> =
  Object.assign(Object.create(null), {
    '+': (a: number, b: number) => a + b,
    '-': (a: number, b: number) => a - b,
    '*': (a: number, b: number) => a * b,
    '/': (a: number, b: number) => a / b,
    '%': (a: number, b: number) => a % b,
    '<': (a: number, b: number) => a < b,
    '<=': (a: number, b: number) => a <= b,
    '>': (a: number, b: number) => a > b,
    '>=': (a: number, b: number) => a >= b,
  });

type Key = string | number;
type Data = Readonly<Record<Key, unknown>>;
/** A path read in one go has at most so many keys, its root counted. */
const longestPath = 6;

/** `root.a.b[0].c` with fixed keys and no `?.`. */
function quickPath(node: Expression, isLocal: IsLocal): Quick | undefined {
  const keys: Key[] = [];
  let at: MemberExpression['object'] = node;
  while (at.type === 'MemberExpression') {
    const key = at.optional ? undefined : fixedKey(at);
    if (key === undefined) return undefined;
    keys.unshift(key);
    at = at.object;
  }
  if (at.type !== 'Identifier' || at.name in noRoots || isLocal(at.name)) return undefined;
  if (keys.length >= longestPath || library.constants.has(`${at.name}.${keys[0]}`)) {
    return undefined;
  }
  return readPath([at.name, ...keys]);
}

const noRoots: Readonly<Record<string, true>> = Object.assign(Object.create(null), {
  undefined: true,
  NaN: true,
  Infinity: true,
});

/** Written or literal; undefined for one that is calculated. */
function fixedKey({ computed, property }: MemberExpression): Key | undefined {
  if (!computed && property.type === 'Identifier') return property.name;
  if (property.type !== 'Literal') return undefined;
  const { value } = property;
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}

/** Secrets are the only values of the language with own properties that are not data. */
export function isKeyOfSecret(key: Key): boolean {
  return key === 'name' || key === 'parts';
}

/**
 * Reads own properties along a path. Written out and not a loop: at each place the engine then learns
 * what is usual there, which makes a path about twice as quick.
 */
function readPath(keys: readonly Key[]): Quick {
  const count = keys.length;
  const [root = '', a = '', b = '', c = '', d = '', e = ''] = keys;
  const guarded = keys.some(isKeyOfSecret);
  return (roots) => {
    if (!hasOwnProperty.call(roots, root)) return unusual;
    let value = roots[root];
    if (count === 1) return value === undefined ? unusual : value;

    if (!isHolder(value, a, guarded)) return unusual;
    value = (value as Data)[a];
    if (count === 2) return value === undefined ? unusual : value;

    if (!isHolder(value, b, guarded)) return unusual;
    value = (value as Data)[b];
    if (count === 3) return value === undefined ? unusual : value;

    if (!isHolder(value, c, guarded)) return unusual;
    value = (value as Data)[c];
    if (count === 4) return value === undefined ? unusual : value;

    if (!isHolder(value, d, guarded)) return unusual;
    value = (value as Data)[d];
    if (count === 5) return value === undefined ? unusual : value;

    if (!isHolder(value, e, guarded)) return unusual;
    value = (value as Data)[e];
    return value === undefined ? unusual : value;
  };
}

/** A list or object that has the key as an own property. */
function isHolder(value: unknown, key: Key, guarded: boolean): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (guarded && (value instanceof SecretRef || value instanceof SecretText)) return false;
  // Lists by number: the usual case, and the quicker question.
  if (typeof key === 'number' && Array.isArray(value)) return key < value.length;
  return hasOwnProperty.call(value, key);
}
