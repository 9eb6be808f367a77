import type {
  BinaryExpression,
  ConditionalExpression,
  Expression,
  LogicalExpression,
  UnaryExpression,
} from 'acorn';
import { describe, secretUsed, toBoolean, toKey, toNumber, toText, typeName } from '../convert';
import { DateValue } from '../date-value';
import type { Evaluation } from '../evaluation';
import { fail, ExpressionError } from '../expression-error';
import { refuseForbiddenKey } from '../forbidden-names';
import { isSame, isSecret } from '../same';
import type { Closure, Compiler, Leniency } from './closure';

export function compileUnary(compiler: Compiler, node: UnaryExpression): Closure {
  // `typeof missing` is "undefined" in JavaScript too.
  const argument = compiler.expression(
    node.argument,
    node.operator === 'typeof' ? 'chain' : 'strict',
  );
  switch (node.operator) {
    case '!':
      return (evaluation) => !toBoolean(argument(evaluation));
    case '-':
      return placed(node, (evaluation) => -toNumber(argument(evaluation)));
    case '+':
      return placed(node, (evaluation) => toNumber(argument(evaluation)));
    case '~':
      return placed(node, (evaluation) => ~toNumber(argument(evaluation)));
    case 'typeof':
      return (evaluation) => typeOf(argument(evaluation));
    default:
      throw new Error(`The expression check let "${node.operator}" pass`);
  }
}

export function compileLogical(
  compiler: Compiler,
  node: LogicalExpression,
  leniency: Leniency,
): Closure {
  const inherited = leniency === 'chain' ? 'chain' : 'strict';
  const left = compiler.expression(node.left, node.operator === '??' ? 'chain' : inherited);
  const right = compiler.expression(node.right, inherited);
  switch (node.operator) {
    case '&&':
      return (evaluation) => {
        const value = left(evaluation);
        return toBoolean(value) ? right(evaluation) : value;
      };
    case '||':
      return (evaluation) => {
        const value = left(evaluation);
        return toBoolean(value) ? value : right(evaluation);
      };
    case '??':
      return (evaluation) => left(evaluation) ?? right(evaluation);
  }
}

export function compileConditional(
  compiler: Compiler,
  node: ConditionalExpression,
  leniency: Leniency,
): Closure {
  const inherited = leniency === 'chain' ? 'chain' : 'strict';
  const test = compiler.expression(node.test);
  const yes = compiler.expression(node.consequent, inherited);
  const no = compiler.expression(node.alternate, inherited);
  return (evaluation) => (toBoolean(test(evaluation)) ? yes(evaluation) : no(evaluation));
}

export function compileBinary(compiler: Compiler, node: BinaryExpression): Closure {
  if (node.left.type === 'PrivateIdentifier')
    throw new Error('The expression check let a private name pass');
  const left = compiler.expression(
    node.left,
    comparedWithNothing(node, node.right) ? 'last' : 'strict',
  );
  const right = compiler.expression(
    node.right,
    comparedWithNothing(node, node.left) ? 'last' : 'strict',
  );
  switch (node.operator) {
    case '===':
      return (evaluation) => isSame(evaluation, left(evaluation), right(evaluation));
    case '!==':
      return (evaluation) => !isSame(evaluation, left(evaluation), right(evaluation));
    case '==':
      return (evaluation) => isLooselySame(evaluation, left(evaluation), right(evaluation));
    case '!=':
      return (evaluation) => !isLooselySame(evaluation, left(evaluation), right(evaluation));
    case '+':
      return placed(node, (evaluation) => {
        const a = left(evaluation);
        const b = right(evaluation);
        return typeof a === 'number' && typeof b === 'number' ? a + b : add(evaluation, a, b);
      });
    case '*':
      return placed(node, (evaluation) => {
        const a = left(evaluation);
        const b = right(evaluation);
        return typeof a === 'number' && typeof b === 'number' ? a * b : toNumber(a) * toNumber(b);
      });
    case '<':
      return placed(node, (evaluation) =>
        compare(evaluation, left(evaluation), right(evaluation), (a, b) => a < b),
      );
    case '<=':
      return placed(node, (evaluation) =>
        compare(evaluation, left(evaluation), right(evaluation), (a, b) => a <= b),
      );
    case '>':
      return placed(node, (evaluation) =>
        compare(evaluation, left(evaluation), right(evaluation), (a, b) => a > b),
      );
    case '>=':
      return placed(node, (evaluation) =>
        compare(evaluation, left(evaluation), right(evaluation), (a, b) => a >= b),
      );
    case 'in':
      return placed(node, (evaluation) => isIn(left(evaluation), right(evaluation)));
    default: {
      const operate = arithmetic[node.operator];
      if (!operate) throw new Error(`The expression check let "${node.operator}" pass`);
      return placed(node, (evaluation) =>
        operate(toNumber(left(evaluation)), toNumber(right(evaluation))),
      );
    }
  }
}

const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
  '-': (a, b) => a - b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '**': (a, b) => a ** b,
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
  '<<': (a, b) => a << b,
  '>>': (a, b) => a >> b,
  '>>>': (a, b) => a >>> b,
};

/** `x === undefined` and `x == null` ask whether a key is there: then it may be missing. */
function comparedWithNothing(
  node: BinaryExpression,
  other: Expression | { type: 'PrivateIdentifier' },
): boolean {
  if (!/^[=!]==?$/.test(node.operator)) return false;
  if (other.type === 'Literal') return other.value === null && other.raw === 'null';
  return other.type === 'Identifier' && other.name === 'undefined';
}

/** Gives errors of the operation the place of the operation. */
export function placed(node: { start: number; end: number }, run: Closure): Closure {
  const range = { from: node.start, to: node.end };
  return (evaluation) => {
    try {
      return run(evaluation);
    } catch (error) {
      throw error instanceof ExpressionError ? error.located(range) : error;
    }
  };
}

function add(evaluation: Evaluation, a: unknown, b: unknown): unknown {
  if (isSecret(a) || isSecret(b)) throw secretUsed();
  if (isTextual(a) || isTextual(b)) {
    const left = toText(evaluation, a);
    const right = toText(evaluation, b);
    // The engine joins long texts without copying, so a loop that appends pays for what it appends.
    if (left.length + right.length > evaluation.budget.size)
      evaluation.reserveText(left.length + right.length);
    evaluation.reserveText(Math.min(left.length, right.length));
    return left + right;
  }
  return toNumber(a) + toNumber(b);
}

function isTextual(value: unknown): boolean {
  return typeof value === 'string' || value instanceof DateValue;
}

function isLooselySame(evaluation: Evaluation, a: unknown, b: unknown): boolean {
  if (a === null || a === undefined || b === null || b === undefined) {
    return (a === null || a === undefined) && (b === null || b === undefined);
  }
  const primitives = typeof a !== 'object' && typeof b !== 'object';
  if (!primitives || typeof a === typeof b) return isSame(evaluation, a, b);
  return toNumber(a) === toNumber(b);
}

function compare(
  evaluation: Evaluation,
  a: unknown,
  b: unknown,
  holds: (a: number | string, b: number | string) => boolean,
): boolean {
  if (typeof a === 'number' && typeof b === 'number') return holds(a, b);
  if (typeof a === 'string' && typeof b === 'string') {
    if (a.length > 64 && b.length > 64) evaluation.chargeText(Math.min(a.length, b.length));
    return holds(a, b);
  }
  if (a instanceof DateValue && typeof b === 'string') return holds(a.time, dateOf(b));
  if (b instanceof DateValue && typeof a === 'string') return holds(dateOf(a), b.time);
  return holds(toNumber(a), toNumber(b));
}

function dateOf(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) {
    throw fail(
      'EXPR_TYPE',
      `"${text.slice(0, 60)}" is not a date`,
      'Compare dates with dates: date(text).',
    );
  }
  return time;
}

function isIn(key: unknown, holder: unknown): boolean {
  const type = typeName(holder);
  if (type === 'secret') throw secretUsed();
  if (type !== 'object' && type !== 'list') {
    throw fail(
      'EXPR_TYPE',
      `"in" needs an object or a list on its right, got ${describe(holder)}`,
      'For text use .includes(part).',
    );
  }
  const name = toKey(key);
  refuseForbiddenKey(name);
  return Object.hasOwn(holder as object, name);
}

function typeOf(value: unknown): string {
  if (typeof value === 'function') return 'undefined';
  return typeof value;
}
