import type { Expression, SpreadElement } from 'acorn';
import { absentType, anyType, listOf, numberType, textType, type Field, type Type } from '../type';
import { unionOf } from '../union';
import type { Inference, Surroundings, TypeFault } from './inference';
import { inferCall, merged } from './infer-call';
import { inferMember } from './infer-member';
import { inferBinary, inferLogical, inferUnary, typeOfLiteral } from './infer-operator';
import { itemOf } from './read-key';

/** What is known of an expression's value without evaluating it, and what is wrong with it. */
export function inferType(
  node: Expression | SpreadElement,
  around: Surroundings,
  source = '',
  report: (fault: TypeFault) => void = () => undefined,
): Type {
  return createInference(source, report).infer(node, around);
}

export function createInference(source: string, report: (fault: TypeFault) => void): Inference {
  const inference: Inference = {
    source,
    report,
    infer: (node, around, lenient = false) => infer(inference, node, around, lenient),
  };
  return inference;
}

function infer(
  inference: Inference,
  node: Expression | SpreadElement,
  around: Surroundings,
  lenient: boolean,
): Type {
  switch (node.type) {
    case 'Identifier':
      return inferName(node.name, around);
    case 'Literal':
      return 'regex' in node && node.regex ? { kind: 'pattern' } : typeOfLiteral(node.value);
    case 'TemplateLiteral':
      for (const part of node.expressions) inference.infer(part, around);
      return textType;
    case 'ParenthesizedExpression':
    case 'ChainExpression':
      return inference.infer(node.expression, around, lenient);
    case 'MemberExpression':
      return inferMember(inference, node, around, lenient);
    case 'CallExpression':
      return inferCall(inference, node, around, lenient);
    case 'ArrayExpression':
      return inferList(inference, node.elements, around);
    case 'ObjectExpression':
      return inferObject(inference, node, around);
    case 'ConditionalExpression': {
      inference.infer(node.test, around);
      const yes = inference.infer(node.consequent, around, lenient);
      return unionOf([yes, inference.infer(node.alternate, around, lenient)]);
    }
    case 'LogicalExpression':
      return inferLogical(inference, node, around, lenient);
    case 'UnaryExpression':
      return inferUnary(inference, node, around);
    case 'BinaryExpression':
      return inferBinary(inference, node, around);
    case 'SpreadElement':
      return inference.infer(node.argument, around);
    default:
      return anyType;
  }
}

function inferName(name: string, around: Surroundings): Type {
  if (name === 'undefined') return absentType;
  if (name === 'NaN' || name === 'Infinity') return numberType;
  return around.get(name) ?? anyType;
}

function inferList(
  inference: Inference,
  elements: readonly (Expression | SpreadElement | null)[],
  around: Surroundings,
): Type {
  const items = elements.map((element): Type => {
    if (element === null) return absentType;
    const type = inference.infer(element, around);
    return element.type === 'SpreadElement' ? spreadItem(type) : type;
  });
  return listOf(items.length === 0 ? anyType : unionOf(items));
}

function spreadItem(type: Type): Type {
  const item = itemOf(type);
  return item.kind === 'never' ? anyType : item;
}

function inferObject(
  inference: Inference,
  node: Extract<Expression, { type: 'ObjectExpression' }>,
  around: Surroundings,
): Type {
  const parts: Type[] = [];
  let fields = new Map<string, Field>();
  const flush = (): void => {
    if (fields.size > 0) parts.push({ kind: 'object', fields, rest: null });
    fields = new Map();
  };
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      flush();
      parts.push(inference.infer(property.argument, around));
      continue;
    }
    const type = inference.infer(property.value, around);
    const { key } = property;
    if (!property.computed && key.type === 'Identifier') {
      fields.set(key.name, { type, optional: false });
    } else if (key.type === 'Literal') fields.set(String(key.value), { type, optional: false });
    else {
      inference.infer(key, around);
      flush();
      parts.push({ kind: 'object', fields: new Map(), rest: type });
    }
  }
  flush();
  return merged(parts);
}
