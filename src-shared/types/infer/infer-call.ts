import type { Expression, SpreadElement } from 'acorn';
import type { Returns } from '../../expressions/library/entry';
import { library } from '../../expressions/library/library';
import { spokenType } from '../label';
import {
  anyType,
  listOf,
  mapOf,
  nullType,
  numberType,
  objectOf,
  partsOfType,
  textType,
  type Field,
  type Type,
} from '../type';
import { presentOf, unionOf, widen } from '../union';
import { callbackResult } from './infer-arrow';
import type { Call, Inference, Surroundings } from './inference';
import { isNamespace, shortText } from './infer-member';
import { itemOf, valuesOf } from './read-key';

/** A call of a function, a function of a group, or a method. */
export function inferCall(
  inference: Inference,
  node: Call,
  around: Surroundings,
  lenient: boolean,
): Type {
  const { callee } = node;
  if (callee.type === 'Identifier') {
    const entry = library.functions.get(callee.name);
    return finish(inference, node, around, { returns: entry?.returns, receiver: anyType });
  }
  if (
    callee.type !== 'MemberExpression' ||
    callee.object.type === 'Super' ||
    callee.property.type !== 'Identifier'
  ) {
    return anyType;
  }
  const { name } = callee.property;
  if (isNamespace(callee.object, around) && callee.object.type === 'Identifier') {
    const entry = library.namespaces.get(callee.object.name)?.get(name);
    const [first] = node.arguments;
    const receiver = first && !isFunction(first) ? quietly(inference, first, around) : anyType;
    return finish(inference, node, around, { returns: entry?.returns, receiver });
  }
  const receiver = inference.infer(callee.object, around, lenient || callee.optional);
  const methods = library.methodsNamed(name);
  const present = presentOf(receiver);
  const types = typesWithMethods(present);
  if (types === undefined) {
    // Of a receiver that is not known, a method that only one type has tells enough.
    const all = Object.values(methods);
    const only = all.length === 1 ? all[0] : undefined;
    return finish(inference, node, around, { returns: only?.returns, receiver: anyType });
  }
  const found = Object.entries(methods).filter(([type]) => types.includes(type));
  if (found.length === 0) {
    if (types.length > 0 && !lenient && Object.keys(methods).length > 0) {
      reportMethod(inference, node, present, name);
    }
    return finish(inference, node, around, { returns: undefined, receiver: anyType });
  }
  const results = found.map(([type, { returns }]) =>
    finish(inference, node, around, { returns, receiver: ownPart(present, type) }),
  );
  return callee.optional ? unionOf([...results, nullType]) : unionOf(results);
}

function quietly(
  inference: Inference,
  node: Expression | SpreadElement,
  around: Surroundings,
): Type {
  return node.type === 'SpreadElement' ? anyType : inference.infer(node, around);
}

/** The words for receivers that a type may be; undefined when it may be anything. */
function typesWithMethods(type: Type): string[] | undefined {
  const words: string[] = [];
  for (const part of partsOfType(type)) {
    if (part.kind === 'any' || part.kind === 'secret') return undefined;
    if (part.kind === 'never') continue;
    words.push(part.kind === 'literal' ? literalWord(part.value) : part.kind);
  }
  return words;
}

function literalWord(value: string | number | boolean): string {
  return typeof value === 'string' ? 'text' : typeof value;
}

function ownPart(type: Type, word: string): Type {
  return unionOf(
    partsOfType(type).filter(
      (part) => (part.kind === 'literal' ? literalWord(part.value) : part.kind) === word,
    ),
  );
}

function reportMethod(inference: Inference, node: Call, type: Type, name: string): void {
  const { callee } = node;
  if (callee.type !== 'MemberExpression' || callee.object.type === 'Super') return;
  inference.report({
    code: 'TYPE_METHOD',
    message: `${shortText(inference, callee.object)} is ${spokenType(type)}, which has no ${name}()`,
    hint: `It is a method of ${library.ownersOf(name).join(' and ')} values.`,
    range: { from: node.start, to: node.end },
  });
}

function isFunction(node: Expression | SpreadElement): boolean {
  return node.type === 'ArrowFunctionExpression';
}

interface Called {
  readonly returns: Returns | undefined;
  /** Of a function: its first argument. */
  readonly receiver: Type;
}

function finish(inference: Inference, node: Call, around: Surroundings, called: Called): Type {
  const { receiver } = called;
  const values = node.arguments.map((argument) =>
    isFunction(argument) ? anyType : inference.infer(argument, around),
  );
  const given = callbackResult(inference, node, around, receiver);
  return returned(called, values, given, node);
}

function returned(
  { returns, receiver }: Called,
  values: readonly Type[],
  callback: Type | undefined,
  node: Call,
): Type {
  const result = callback ?? anyType;
  switch (returns) {
    case undefined:
    case 'any':
      return anyType;
    case 'text':
    case 'number':
    case 'boolean':
    case 'date':
    case 'pattern':
      return { kind: returns };
    case 'list':
      return listOf(anyType);
    case 'object':
      return objectOf({}, anyType);
    case 'same':
      return receiver;
    case 'item or null':
      return unionOf([itemOf(receiver), nullType]);
    case 'item or list':
      return values.length === 0 ? unionOf([itemOf(receiver), nullType]) : receiver;
    case 'text or null':
      return unionOf([textType, nullType]);
    case 'number or null':
      return unionOf([numberType, nullType]);
    case 'list of text':
      return listOf(textType);
    case 'list of text or null':
      return unionOf([listOf(textType), nullType]);
    case 'list of numbers':
      return listOf(numberType);
    case 'list of lists':
      return listOf(listOf(anyType));
    case 'list of same':
      return listOf(receiver);
    case 'flat list':
      return values.length === 0 ? listOf(flattened(itemOf(receiver))) : listOf(anyType);
    case 'concatenated list':
      return listOf(unionOf([itemOf(receiver), ...values.map(flattened)]));
    case 'values':
      return listOf(valuesOf(receiver));
    case 'entries':
      return listOf(listOf(unionOf([textType, valuesOf(receiver)])));
    case 'object from entries':
      return mapOf(anyType);
    case 'object of same':
      return mapOf(receiver);
    case 'object of items':
      return mapOf(itemOf(receiver));
    case 'object of numbers':
      return mapOf(numberType);
    case 'object of values':
      return mapOf(valuesOf(receiver));
    case 'picked object':
      return withKeys(receiver, node, true);
    case 'object without keys':
      return withKeys(receiver, node, false);
    case 'merged object':
      return merged([receiver, ...values]);
    case 'callback value':
      return callback === undefined
        ? anyType
        : unionOf([widen(result), ...values.slice(1).map((type) => widen(type))]);
    case 'callback list':
      return listOf(result);
    case 'callback flat list':
      return listOf(flattened(result));
    case 'callback object':
      return mapOf(result);
  }
}

/** What a list holds, or the thing itself where it is no list. */
function flattened(type: Type): Type {
  return unionOf(partsOfType(type).map((part) => (part.kind === 'list' ? part.item : part)));
}

function withKeys(type: Type, node: Call, keep: boolean): Type {
  const names = node.arguments.map((argument) =>
    argument.type === 'Literal' && typeof argument.value === 'string' ? argument.value : undefined,
  );
  if (type.kind !== 'object' || names.includes(undefined)) return objectOf({}, anyType);
  const fields = [...type.fields].filter(([key]) => names.includes(key) === keep);
  return { ...type, fields: new Map(fields), rest: keep ? null : type.rest };
}

/** The keys of all, later ones before earlier ones. */
export function merged(types: readonly Type[]): Type {
  const fields = new Map<string, Field>();
  let rest: Type | null = null;
  for (const type of types) {
    const objects = partsOfType(type).filter((part) => part.kind === 'object');
    const [object] = objects;
    if (object === undefined || object.kind !== 'object') {
      rest = anyType;
      continue;
    }
    for (const [key, field] of object.fields) {
      const before = fields.get(key);
      fields.set(
        key,
        field.optional && before !== undefined
          ? { ...before, type: unionOf([before.type, field.type]) }
          : field,
      );
    }
    if (object.rest !== null) rest = rest === null ? object.rest : unionOf([rest, object.rest]);
  }
  return { kind: 'object', fields, rest };
}
