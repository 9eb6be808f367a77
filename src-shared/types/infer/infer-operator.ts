import type { Expression } from 'acorn';
import { nearestName } from '../../expressions/nearest-name';
import { labelOf, spokenType, writeLiteral } from '../label';
import {
  anyType,
  booleanType,
  nullType,
  numberType,
  partsOfType,
  textType,
  type LiteralType,
  type Type,
} from '../type';
import { presentOf, unionOf } from '../union';
import type { Inference, Surroundings } from './inference';
import { shortText } from './infer-member';

type Binary = Extract<Expression, { type: 'BinaryExpression' }>;
type Logical = Extract<Expression, { type: 'LogicalExpression' }>;
type Unary = Extract<Expression, { type: 'UnaryExpression' }>;

export function inferUnary(inference: Inference, node: Unary, around: Surroundings): Type {
  const argument = inference.infer(node.argument, around, node.operator === 'typeof');
  if (node.operator === '!') return booleanType;
  if (node.operator === 'typeof') return textType;
  checkOperand(inference, node.argument, argument, false, node.operator);
  return numberType;
}

export function inferLogical(
  inference: Inference,
  node: Logical,
  around: Surroundings,
  lenient: boolean,
): Type {
  const left = inference.infer(node.left, around, lenient || node.operator === '??');
  const right = inference.infer(node.right, around, lenient);
  if (node.operator === '??') return unionOf([presentOf(left), right]);
  if (left.kind === 'any') return anyType;
  const kept = partsOfType(left).flatMap((part): Type[] =>
    node.operator === '&&' ? falsyOf(part) : truthyOf(part),
  );
  return unionOf([...kept, right]);
}

/** What of an alternative may count as false. */
function falsyOf(part: Type): Type[] {
  switch (part.kind) {
    case 'boolean':
      return [{ kind: 'literal', value: false }];
    case 'literal':
      return part.value ? [] : [part];
    case 'null':
    case 'absent':
    case 'text':
    case 'number':
      return [part];
    default:
      return [];
  }
}

function truthyOf(part: Type): Type[] {
  if (part.kind === 'null' || part.kind === 'absent') return [];
  if (part.kind === 'boolean') return [{ kind: 'literal', value: true }];
  return part.kind === 'literal' && !part.value ? [] : [part];
}

export function inferBinary(inference: Inference, node: Binary, around: Surroundings): Type {
  const { left, right, operator } = node;
  if (left.type === 'PrivateIdentifier') return anyType;
  const asks = /^[=!]==?$/.test(operator);
  const a = inference.infer(left, around, asks && isNothing(right));
  const b = inference.infer(right, around, asks && isNothing(left));
  if (asks) {
    checkComparison(inference, node, a, b);
    return booleanType;
  }
  if (operator === 'in') return booleanType;
  if (/^[<>]=?$/.test(operator)) {
    checkOperand(inference, left, a, false, operator);
    checkOperand(inference, right, b, false, operator);
    return booleanType;
  }
  if (operator === '+') return inferSum(inference, node, a, b);
  checkOperand(inference, left, a, true, operator);
  checkOperand(inference, right, b, true, operator);
  return numberType;
}

function inferSum(inference: Inference, node: Binary, a: Type, b: Type): Type {
  if (onlyText(a) || onlyText(b)) return textType;
  const perhaps = [a, b].some((type) => type.kind === 'any' || mayBeText(type));
  if (perhaps) return anyType;
  if (node.left.type !== 'PrivateIdentifier') checkOperand(inference, node.left, a, false, '+');
  checkOperand(inference, node.right, b, false, '+');
  return numberType;
}

function onlyText(type: Type): boolean {
  return partsOfType(type).every(
    (part) => part.kind === 'text' || part.kind === 'date' || isTextLiteral(part),
  );
}

function mayBeText(type: Type): boolean {
  return partsOfType(type).some(
    (part) => part.kind === 'text' || part.kind === 'date' || isTextLiteral(part),
  );
}

function isTextLiteral(part: Type): boolean {
  return part.kind === 'literal' && typeof part.value === 'string';
}

/** Arithmetic takes numbers; lists and objects never become one, text only where it is written so. */
function checkOperand(
  inference: Inference,
  node: Expression,
  type: Type,
  strict: boolean,
  operator: string,
): void {
  const parts = partsOfType(type);
  if (parts.length === 0 || type.kind === 'any' || type.kind === 'never') return;
  const wrong = parts.every((part) => part.kind === 'list' || part.kind === 'object');
  const text =
    strict &&
    parts.every(
      (part) =>
        part.kind === 'text' ||
        (part.kind === 'literal' &&
          typeof part.value === 'string' &&
          Number.isNaN(Number(part.value))),
    );
  if (!wrong && !text) return;
  const written = shortText(inference, node);
  const range = { from: node.start, to: node.end };
  inference.report({
    code: 'TYPE_OPERAND',
    message: `\`${operator}\` wants numbers, but ${written} is ${spokenType(type)}`,
    hint: text
      ? `Write Number(${written}) if it holds a number.`
      : parts.some(({ kind }) => kind === 'list')
        ? 'Use .length, .sum() or an index.'
        : 'Name the key that holds the number.',
    range,
    ...(text && {
      fix: {
        title: 'Convert with Number(…)',
        ...range,
        insert: `Number(${inference.source.slice(node.start, node.end)})`,
      },
    }),
  });
}

const comparable: ReadonlySet<string> = new Set([
  'text',
  'number',
  'boolean',
  'literal',
  'list',
  'object',
]);

/** Two values that can never be the same. */
function checkComparison(inference: Inference, node: Binary, a: Type, b: Type): void {
  const [one, other] = [presentOf(a), presentOf(b)];
  const all = [...partsOfType(one), ...partsOfType(other)];
  if (one.kind === 'never' || other.kind === 'never') return;
  if (!all.every(({ kind }) => comparable.has(kind))) return;
  // `==` converts; only what no conversion makes equal counts there.
  if (!/===?/.test(node.operator) || meets(one, other)) return;
  if (node.operator.length === 2 && !all.every(isTextLiteral)) return;
  const always = node.operator.startsWith('!') ? 'true' : 'false';
  const left = node.left as Expression;
  const near = nearLiteral(one, other);
  const literal = node.right.type === 'Literal' ? node.right : left;
  inference.report({
    code: 'TYPE_COMPARISON',
    message: `This is always ${always}: ${shortText(inference, left)} is ${labelOf(one, { most: 70 })}, ${shortText(inference, node.right)} is ${labelOf(other, { most: 70 })}`,
    hint:
      near === undefined ? 'Compare values of one type.' : `Did you mean ${writeLiteral(near)}?`,
    range: { from: node.start, to: node.end },
    ...(near !== undefined &&
      literal.type === 'Literal' && {
        fix: {
          title: `Change to ${writeLiteral(near)}`,
          from: literal.start,
          to: literal.end,
          insert: requote(inference.source.slice(literal.start, literal.end), near),
        },
      }),
  });
}

function requote(written: string, value: string): string {
  const quote = written.startsWith('"') ? '"' : "'";
  return `${quote}${value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)}${quote}`;
}

/** The fixed text that is meant, where one side has a choice of them and the other is one. */
function nearLiteral(one: Type, other: Type): string | undefined {
  const texts = (type: Type): string[] =>
    partsOfType(type).flatMap((part) =>
      part.kind === 'literal' && typeof part.value === 'string' ? [part.value] : [],
    );
  const [a, b] = [texts(one), texts(other)];
  const [single, choice] = a.length === 1 ? [a[0], b] : [b[0], a];
  return single === undefined ? undefined : nearestName(single, choice);
}

function meets(one: Type, other: Type): boolean {
  return partsOfType(one).some((a) => partsOfType(other).some((b) => partsMeet(a, b)));
}

function partsMeet(a: Type, b: Type): boolean {
  if (a.kind === 'literal' && b.kind === 'literal') return a.value === b.value;
  return baseOf(a) === baseOf(b);
}

function baseOf(type: Type): string {
  if (type.kind !== 'literal') return type.kind;
  const { value }: LiteralType = type;
  return typeof value === 'string' ? 'text' : typeof value;
}

function isNothing(node: Expression): boolean {
  return (
    (node.type === 'Literal' && node.raw === 'null') ||
    (node.type === 'Identifier' && node.name === 'undefined')
  );
}

export function typeOfLiteral(value: unknown): Type {
  if (value === null) return nullType;
  if (typeof value === 'string' || typeof value === 'boolean') return { kind: 'literal', value };
  return typeof value === 'number' ? numberType : anyType;
}
