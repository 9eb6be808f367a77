import type {
  ArrowFunctionExpression,
  CallExpression,
  Expression,
  Pattern,
  SpreadElement,
} from 'acorn';
import type { Surroundings } from '../../types/infer/inference';

export interface Walker {
  /** Called for every expression, outer ones first. */
  visit(node: Expression | SpreadElement, around: Surroundings): void;
  /** What is known inside an arrow that is an argument of the call. */
  enterArrow(
    arrow: ArrowFunctionExpression,
    call: CallExpression,
    around: Surroundings,
  ): Surroundings;
}

/** Visits a tree with the names that are known at each place. */
export function walkExpression(
  node: Expression | SpreadElement,
  around: Surroundings,
  walker: Walker,
): void {
  const next = (child: Expression | SpreadElement | null | undefined) => {
    if (child) walkExpression(child, around, walker);
  };
  walker.visit(node, around);
  switch (node.type) {
    case 'TemplateLiteral':
      node.expressions.forEach(next);
      return;
    case 'ArrayExpression':
      node.elements.forEach(next);
      return;
    case 'ObjectExpression':
      for (const property of node.properties) {
        if (property.type === 'SpreadElement') next(property);
        else {
          if (property.computed) next(property.key);
          next(property.value);
        }
      }
      return;
    case 'SpreadElement':
    case 'UnaryExpression':
      next(node.argument);
      return;
    case 'BinaryExpression':
    case 'LogicalExpression':
      if (node.left.type !== 'PrivateIdentifier') next(node.left);
      next(node.right);
      return;
    case 'ConditionalExpression':
      next(node.test);
      next(node.consequent);
      next(node.alternate);
      return;
    case 'ChainExpression':
    case 'ParenthesizedExpression':
      next(node.expression);
      return;
    case 'SequenceExpression':
      node.expressions.forEach(next);
      return;
    case 'MemberExpression':
      if (node.object.type !== 'Super') next(node.object);
      if (node.computed && node.property.type !== 'PrivateIdentifier') next(node.property);
      return;
    case 'CallExpression':
      if (node.callee.type !== 'Super') next(node.callee);
      for (const argument of node.arguments) {
        if (argument.type === 'ArrowFunctionExpression') walkArrow(argument, node, around, walker);
        else next(argument);
      }
      return;
    default:
      return;
  }
}

function walkArrow(
  arrow: ArrowFunctionExpression,
  call: CallExpression,
  around: Surroundings,
  walker: Walker,
): void {
  const inner = walker.enterArrow(arrow, call, around);
  for (const parameter of arrow.params) walkDefaults(parameter, inner, walker);
  if (arrow.body.type !== 'BlockStatement') walkExpression(arrow.body, inner, walker);
}

function walkDefaults(pattern: Pattern, around: Surroundings, walker: Walker): void {
  if (pattern.type === 'AssignmentPattern') {
    walkExpression(pattern.right, around, walker);
    walkDefaults(pattern.left, around, walker);
  } else if (pattern.type === 'ArrayPattern') {
    for (const element of pattern.elements) if (element) walkDefaults(element, around, walker);
  } else if (pattern.type === 'ObjectPattern') {
    for (const property of pattern.properties) {
      if (property.type === 'Property') walkDefaults(property.value, around, walker);
    }
  }
}
