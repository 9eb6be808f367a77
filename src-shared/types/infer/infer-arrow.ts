import type { ArrowFunctionExpression, Expression, Pattern, SpreadElement } from 'acorn';
import { library } from '../../expressions/library/library';
import { absentType, anyType, listOf, numberType, partsOfType, textType, type Type } from '../type';
import { presentOf, unionOf, widen } from '../union';
import type { Call, Inference, Surroundings } from './inference';
import { isNamespace } from './infer-member';
import { itemOf, readKey, valuesOf } from './read-key';

/** What the functions among the arguments of a call give; undefined without one. */
export function callbackResult(
  inference: Inference,
  node: Call,
  around: Surroundings,
  receiver: Type,
): Type | undefined {
  const results: Type[] = [];
  for (const argument of node.arguments) {
    if (argument.type === 'ArrowFunctionExpression') {
      const inner = insideArrow(inference, argument, node, around, receiver);
      if (argument.body.type === 'BlockStatement') results.push(anyType);
      else results.push(inference.infer(argument.body, inner));
    } else if (argument.type === 'Identifier' && !around.has(argument.name)) {
      const named = namedResult(argument.name);
      if (named !== undefined) results.push(named);
    }
  }
  return results.length === 0 ? undefined : unionOf(results);
}

function namedResult(name: string): Type | undefined {
  const returns = library.functions.get(name)?.returns;
  switch (returns) {
    case undefined:
      return undefined;
    case 'text':
    case 'number':
    case 'boolean':
    case 'date':
      return { kind: returns };
    default:
      return anyType;
  }
}

/** The surroundings inside an arrow that is an argument of a call. */
export function insideArrow(
  inference: Inference,
  arrow: ArrowFunctionExpression,
  call: Call,
  around: Surroundings,
  receiver?: Type,
): Surroundings {
  const inner = new Map(around);
  const types = parameterTypes(
    inference,
    call,
    around,
    receiver ?? receiverOf(inference, call, around),
  );
  arrow.params.forEach((parameter, index) =>
    bind(inference, parameter, types[index] ?? anyType, inner, around),
  );
  return inner;
}

/** What the method is called on; of a function of a group, its first argument. */
function receiverOf(inference: Inference, call: Call, around: Surroundings): Type {
  const { callee } = call;
  if (callee.type !== 'MemberExpression' || callee.object.type === 'Super') return anyType;
  if (!isNamespace(callee.object, around)) {
    return presentOf(inference.infer(callee.object, around, true));
  }
  const [first] = call.arguments;
  return first === undefined || !isValue(first) ? anyType : inference.infer(first, around, true);
}

function isValue(node: Expression | SpreadElement): boolean {
  return node.type !== 'ArrowFunctionExpression' && node.type !== 'SpreadElement';
}

/** What a method gives to its function, parameter by parameter. */
function parameterTypes(
  inference: Inference,
  call: Call,
  around: Surroundings,
  receiver: Type,
): readonly Type[] {
  const { callee } = call;
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return [];
  switch (callee.property.name) {
    case 'replace':
    case 'replaceAll':
      return [textType, textType, textType];
    case 'mapValues':
    case 'filterValues':
      return [valuesOf(receiver), textType];
    case 'mapKeys':
      return [textType, valuesOf(receiver)];
    case 'sort':
    case 'toSorted':
      return [listItem(receiver), listItem(receiver)];
    case 'reduce':
    case 'reduceRight':
      return [
        foldType(inference, call, around, receiver),
        listItem(receiver),
        numberType,
        receiver,
      ];
    default:
      return [listItem(receiver), numberType, receiver];
  }
}

/** Where nothing is known of the receiver, nothing is known of its items. */
function listItem(receiver: Type): Type {
  const item = itemOf(receiver);
  return item.kind === 'never' ? anyType : item;
}

/** The total of a fold begins as its start; lists and objects grow into something else. */
function foldType(inference: Inference, call: Call, around: Surroundings, receiver: Type): Type {
  const start = call.arguments[1];
  if (start === undefined) return widen(listItem(receiver));
  if (!isValue(start)) return anyType;
  const type = widen(inference.infer(start, around));
  return partsOfType(type).some(
    ({ kind }) => kind === 'list' || kind === 'object' || kind === 'null',
  )
    ? anyType
    : type;
}

function bind(
  inference: Inference,
  pattern: Pattern,
  type: Type,
  inner: Map<string, Type>,
  around: Surroundings,
): void {
  switch (pattern.type) {
    case 'Identifier':
      inner.set(pattern.name, type);
      return;
    case 'AssignmentPattern': {
      const fallback = inference.infer(pattern.right, around);
      const known = type.kind === 'any' ? anyType : unionOf([withoutAbsent(type), fallback]);
      bind(inference, pattern.left, known, inner, around);
      return;
    }
    case 'RestElement':
      bind(inference, pattern.argument, listOf(type), inner, around);
      return;
    case 'ArrayPattern':
      for (const element of pattern.elements) {
        if (element?.type === 'RestElement') bind(inference, element.argument, type, inner, around);
        else if (element) bind(inference, element, listItem(type), inner, around);
      }
      return;
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type === 'RestElement') {
          bind(inference, property.argument, anyType, inner, around);
        } else if (property.key.type === 'Identifier' && !property.computed) {
          const { type: value, found } = readKey(type, property.key.name);
          bind(inference, property.value, found ? value : anyType, inner, around);
        } else bind(inference, property.value, anyType, inner, around);
      }
      return;
    default:
  }
}

function withoutAbsent(type: Type): Type {
  return unionOf(partsOfType(type).filter((part) => part.kind !== absentType.kind));
}
