import type {
  ArrowFunctionExpression,
  CallExpression,
  Expression,
  Pattern,
  SpreadElement,
} from 'acorn';
import type { Returns } from '../library/entry';
import { library } from '../library/library';
import { itemOf, keysOf, memberOf, typeOfShape, unknownShape, type Shape } from './shape';

/** Names and what is known of them: roots, and parameters of arrows around. */
export type Surroundings = ReadonlyMap<string, Shape>;

/** What is known of an expression's value without evaluating it. */
export function inferShape(node: Expression | SpreadElement, around: Surroundings): Shape {
  switch (node.type) {
    case 'Identifier':
      return around.get(node.name) ?? unknownShape;
    case 'Literal':
      return node.regex ? { type: 'pattern' } : { value: node.value };
    case 'TemplateLiteral':
      return { type: 'text' };
    case 'ParenthesizedExpression':
    case 'ChainExpression':
      return inferShape(node.expression, around);
    case 'MemberExpression':
      return inferMember(node, around);
    case 'CallExpression':
      return inferCall(node, around);
    case 'ArrayExpression':
      return { type: 'list', item: inferFirst(node.elements, around) };
    case 'ObjectExpression':
      return inferObject(node, around);
    case 'ConditionalExpression':
      return known(inferShape(node.consequent, around), () => inferShape(node.alternate, around));
    case 'LogicalExpression':
      return node.operator === '&&'
        ? inferShape(node.right, around)
        : known(inferShape(node.left, around), () => inferShape(node.right, around));
    case 'UnaryExpression':
      return {
        type: node.operator === '!' ? 'boolean' : node.operator === 'typeof' ? 'text' : 'number',
      };
    case 'BinaryExpression':
      return inferBinary(node, around);
    default:
      return unknownShape;
  }
}

/** The surroundings inside an arrow that is the argument at `index` of a call. */
export function insideArrow(
  arrow: ArrowFunctionExpression,
  call: CallExpression,
  around: Surroundings,
): Surroundings {
  const inner = new Map(around);
  const shapes = parameterShapes(call, around);
  arrow.params.forEach((parameter, index) =>
    bind(parameter, shapes[index] ?? unknownShape, inner, around),
  );
  return inner;
}

function known(shape: Shape, otherwise: () => Shape): Shape {
  const type = typeOfShape(shape);
  return type === undefined || type === 'null' ? otherwise() : shape;
}

function inferMember(
  node: Extract<Expression, { type: 'MemberExpression' }>,
  around: Surroundings,
): Shape {
  if (node.object.type === 'Super') return unknownShape;
  if (
    node.object.type === 'Identifier' &&
    !around.has(node.object.name) &&
    library.namespaces.has(node.object.name)
  ) {
    return { type: 'number' };
  }
  const object = inferShape(node.object, around);
  if (!node.computed)
    return node.property.type === 'Identifier'
      ? memberOf(object, node.property.name)
      : unknownShape;
  if (node.property.type === 'Literal') {
    const { value } = node.property;
    return typeof value === 'string' || typeof value === 'number'
      ? memberOf(object, value)
      : unknownShape;
  }
  return typeOfShape(object) === 'list' ? itemOf(object) : unknownShape;
}

function inferCall(node: CallExpression, around: Surroundings): Shape {
  const { callee } = node;
  if (callee.type === 'Identifier')
    return returned(library.functions.get(callee.name)?.returns, node, unknownShape, around);
  if (
    callee.type !== 'MemberExpression' ||
    callee.object.type === 'Super' ||
    callee.property.type !== 'Identifier'
  ) {
    return unknownShape;
  }
  const { name } = callee.property;
  if (callee.object.type === 'Identifier' && !around.has(callee.object.name)) {
    const namespace = library.namespaces.get(callee.object.name);
    if (namespace) return returned(namespace.get(name)?.returns, node, unknownShape, around);
  }
  const receiver = inferShape(callee.object, around);
  const methods = library.methodsNamed(name);
  const type = typeOfShape(receiver);
  // Of a receiver that is not known, a method that only one type has tells enough.
  const candidates = Object.values(methods);
  const method =
    type !== undefined && type !== 'null' && type !== 'secret'
      ? methods[type]
      : candidates.length === 1
        ? candidates[0]
        : undefined;
  return returned(method?.returns, node, receiver, around);
}

function returned(
  returns: Returns | undefined,
  call: CallExpression,
  receiver: Shape,
  around: Surroundings,
): Shape {
  switch (returns) {
    case undefined:
    case 'any':
      return unknownShape;
    case 'same':
      return receiver;
    case 'item':
      return itemOf(receiver);
    case 'list of text':
      return { type: 'list', item: { type: 'text' } };
    case 'list of lists':
      return { type: 'list', item: { type: 'list' } };
    case 'callback list': {
      const [argument] = call.arguments;
      if (argument?.type !== 'ArrowFunctionExpression' || argument.body.type === 'BlockStatement')
        return { type: 'list' };
      return { type: 'list', item: inferShape(argument.body, insideArrow(argument, call, around)) };
    }
    default:
      return { type: returns };
  }
}

function inferFirst(
  elements: readonly (Expression | SpreadElement | null)[],
  around: Surroundings,
): Shape {
  const [first] = elements;
  if (!first) return unknownShape;
  return first.type === 'SpreadElement'
    ? itemOf(inferShape(first.argument, around))
    : inferShape(first, around);
}

function inferObject(
  node: Extract<Expression, { type: 'ObjectExpression' }>,
  around: Surroundings,
): Shape {
  const keys = new Map<string, Shape>();
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      const spread = inferShape(property.argument, around);
      for (const key of keysOf(spread)) keys.set(key, memberOf(spread, key));
    } else if (!property.computed && property.key.type === 'Identifier') {
      keys.set(property.key.name, inferShape(property.value, around));
    } else if (property.key.type === 'Literal') {
      keys.set(String(property.key.value), inferShape(property.value, around));
    }
  }
  return { type: 'object', keys };
}

function inferBinary(
  node: Extract<Expression, { type: 'BinaryExpression' }>,
  around: Surroundings,
): Shape {
  if (/^(?:[=!]==?|[<>]=?|in|instanceof)$/.test(node.operator)) return { type: 'boolean' };
  if (node.operator !== '+' || node.left.type === 'PrivateIdentifier') return { type: 'number' };
  const types = [node.left, node.right].map((side) =>
    typeOfShape(inferShape(side as Expression, around)),
  );
  if (types.includes('text') || types.includes('date')) return { type: 'text' };
  return types.every((type) => type === 'number') ? { type: 'number' } : unknownShape;
}

/** What a method gives to its function, parameter by parameter. */
function parameterShapes(call: CallExpression, around: Surroundings): readonly Shape[] {
  const { callee } = call;
  if (
    callee.type !== 'MemberExpression' ||
    callee.object.type === 'Super' ||
    callee.property.type !== 'Identifier'
  )
    return [];
  const { name } = callee.property;
  const isNamespace =
    callee.object.type === 'Identifier' && library.namespaces.has(callee.object.name);
  const [first] = call.arguments;
  const receiver = isNamespace
    ? first && first.type !== 'ArrowFunctionExpression'
      ? inferShape(first, around)
      : unknownShape
    : inferShape(callee.object, around);
  const number: Shape = { type: 'number' };
  if (name === 'replace' || name === 'replaceAll')
    return [{ type: 'text' }, { type: 'text' }, { type: 'text' }];
  if (name === 'mapValues' || name === 'filterValues')
    return [firstValueOf(receiver), { type: 'text' }];
  if (name === 'mapKeys') return [{ type: 'text' }, firstValueOf(receiver)];
  const item = itemOf(receiver);
  if (name === 'sort' || name === 'toSorted') return [item, item];
  if (name === 'reduce' || name === 'reduceRight') {
    const start = call.arguments[1];
    return [start ? inferShape(start, around) : item, item, number, receiver];
  }
  return [item, number, receiver];
}

function firstValueOf(shape: Shape): Shape {
  const [key] = keysOf(shape);
  return key === undefined ? unknownShape : memberOf(shape, key);
}

function bind(
  pattern: Pattern,
  shape: Shape,
  inner: Map<string, Shape>,
  around: Surroundings,
): void {
  switch (pattern.type) {
    case 'Identifier':
      inner.set(pattern.name, shape);
      return;
    case 'AssignmentPattern':
      bind(
        pattern.left,
        known(shape, () => inferShape(pattern.right, around)),
        inner,
        around,
      );
      return;
    case 'RestElement':
      bind(pattern.argument, { type: 'list', item: shape }, inner, around);
      return;
    case 'ArrayPattern':
      pattern.elements.forEach((element) => {
        if (element) bind(element, itemOf(shape), inner, around);
      });
      return;
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type === 'RestElement') bind(property.argument, shape, inner, around);
        else if (property.key.type === 'Identifier')
          bind(property.value, memberOf(shape, property.key.name), inner, around);
      }
      return;
    default:
      return;
  }
}
