import type { CallExpression, Expression } from 'acorn';
import type { Returns } from '../../expressions/library/entry';
import { library } from '../../expressions/library/library';

// Which JSON types an expression can give. Only what is certain counts: whenever one way through
// the expression is not known, nothing is.

export type Types = readonly string[];

/** The types of a root with the keys after it; undefined when they are not known. */
export type TypesOfPath = (root: string, path: readonly (string | number)[]) => Types | undefined;

export function resultTypes(node: Expression, lookUp: TypesOfPath): Types | undefined {
  switch (node.type) {
    case 'ParenthesizedExpression':
      return resultTypes(node.expression, lookUp);
    case 'ChainExpression':
      return withNull(resultTypes(node.expression, lookUp));
    case 'Literal':
      return literalTypes(node.value);
    case 'TemplateLiteral':
      return ['string'];
    case 'ArrayExpression':
      return ['array'];
    case 'ObjectExpression':
      return ['object'];
    case 'UnaryExpression':
      return node.operator === '!' ? ['boolean'] : node.operator === 'typeof' ? ['string'] : number;
    case 'BinaryExpression':
      return binaryTypes(node, lookUp);
    case 'LogicalExpression':
      return logicalTypes(node, lookUp);
    case 'ConditionalExpression':
      return union(resultTypes(node.consequent, lookUp), resultTypes(node.alternate, lookUp));
    case 'CallExpression':
      return callTypes(node, lookUp);
    case 'Identifier':
    case 'MemberExpression':
      return pathTypes(node, lookUp);
    default:
      return undefined;
  }
}

const number: Types = ['number'];

function literalTypes(value: unknown): Types | undefined {
  if (value === null) return ['null'];
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? [type] : undefined;
}

function binaryTypes(
  node: Extract<Expression, { type: 'BinaryExpression' }>,
  lookUp: TypesOfPath,
): Types | undefined {
  if (/^(?:[=!]==?|[<>]=?|in)$/.test(node.operator)) return ['boolean'];
  if (node.left.type === 'PrivateIdentifier') return undefined;
  if (node.operator !== '+') return number;
  const sides = [resultTypes(node.left, lookUp), resultTypes(node.right, lookUp)];
  if (sides.some((types) => types?.length === 1 && types[0] === 'string')) return ['string'];
  const plain = sides.every((types) => types?.every((type) => numeric.has(type)));
  return plain ? number : undefined;
}

const numeric: ReadonlySet<string> = new Set(['number', 'integer']);

function logicalTypes(
  node: Extract<Expression, { type: 'LogicalExpression' }>,
  lookUp: TypesOfPath,
): Types | undefined {
  const left = resultTypes(node.left, lookUp);
  const right = resultTypes(node.right, lookUp);
  const kept = node.operator === '&&' ? left : left?.filter((type) => type !== 'null');
  return union(kept, right);
}

function callTypes(node: CallExpression, lookUp: TypesOfPath): Types | undefined {
  const { callee } = node;
  if (callee.type === 'Identifier') return returned(library.functions.get(callee.name)?.returns);
  if (callee.type !== 'MemberExpression' || callee.computed) return undefined;
  if (callee.property.type !== 'Identifier' || callee.object.type === 'Super') return undefined;
  const { name } = callee.property;
  const namespace =
    callee.object.type === 'Identifier' ? library.namespaces.get(callee.object.name) : undefined;
  if (namespace !== undefined) return returned(namespace.get(name)?.returns);
  // Whatever the receiver is, it has one of these methods, or there is an error.
  const receivers = receiverTypes(resultTypes(callee.object, lookUp));
  const methods = Object.entries(library.methodsNamed(name)).filter(
    ([type]) => receivers === undefined || receivers.includes(type),
  );
  if (methods.length === 0) return undefined;
  const types = methods
    .map(([type, method]) =>
      returned(method.returns === 'same' ? receiverOf(type) : method.returns),
    )
    .reduce((all, each) => union(all, each));
  return callee.optional ? withNull(types) : types;
}

function receiverOf(type: string): Returns {
  return type as Returns;
}

const words: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  array: 'list',
  object: 'object',
};

function receiverTypes(types: Types | undefined): readonly (string | undefined)[] | undefined {
  return types?.map((type) => words[type]);
}

/** JSON types by what the library says that it gives; a date is written out, a pattern is no value. */
const returns: Readonly<Partial<Record<Returns, Types>>> = {
  text: ['string'],
  number: ['number', 'null'],
  boolean: ['boolean'],
  list: ['array'],
  'list of text': ['array'],
  'list of lists': ['array'],
  'callback list': ['array'],
  object: ['object'],
};

function returned(type: Returns | undefined): Types | undefined {
  return type === undefined ? undefined : returns[type];
}

function pathTypes(node: Expression, lookUp: TypesOfPath): Types | undefined {
  const path: (string | number)[] = [];
  let at: Expression = node;
  let optional = false;
  while (at.type === 'MemberExpression') {
    if (at.object.type === 'Super') return undefined;
    const key = keyOf(at);
    if (key === undefined) return undefined;
    path.unshift(key);
    optional ||= at.optional;
    at = at.object;
  }
  if (at.type !== 'Identifier') return undefined;
  const types = lookUp(at.name, path);
  return optional ? withNull(types) : types;
}

function keyOf(
  node: Extract<Expression, { type: 'MemberExpression' }>,
): string | number | undefined {
  if (!node.computed) return node.property.type === 'Identifier' ? node.property.name : undefined;
  const value = node.property.type === 'Literal' ? node.property.value : undefined;
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

function union(one: Types | undefined, other: Types | undefined): Types | undefined {
  return one === undefined || other === undefined ? undefined : [...new Set([...one, ...other])];
}

function withNull(types: Types | undefined): Types | undefined {
  return union(types, ['null']);
}
