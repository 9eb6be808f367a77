import {
  anyType,
  listOf,
  neverType,
  partsOfType,
  type Field,
  type ListType,
  type LiteralType,
  type ObjectType,
  type Type,
  type UnionType,
} from './type';

/** More different fixed values than this are just text or numbers. */
const mostLiterals = 24;

/** Deeper than this, merged alternatives are "anything". */
const deepest = 12;

type Part = Exclude<Type, UnionType>;

/** A value that is of one of the types. Lists and objects among them become one list, one object. */
export function unionOf(types: readonly Type[], depth = 0): Type {
  if (depth > deepest) return anyType;
  const simple: Part[] = [];
  const literals: LiteralType[] = [];
  const lists: ListType[] = [];
  const objects: ObjectType[] = [];
  for (const part of types.flatMap(partsOfType)) {
    if (part.kind === 'any') return anyType;
    if (part.kind === 'never') continue;
    if (part.kind === 'list') lists.push(part);
    else if (part.kind === 'object') objects.push(part);
    else if (part.kind === 'literal') literals.push(part);
    else if (!simple.some(({ kind }) => kind === part.kind)) simple.push(part);
  }
  const parts: Part[] = [...simple, ...literalParts(literals, simple)];
  if (lists.length > 0) {
    parts.push(lists.length === 1 ? (lists[0] as ListType) : mergeLists(lists, depth));
  }
  if (objects.length > 0) parts.push(mergeObjects(objects, depth));
  // What may be missing is said last.
  parts.sort((a, b) => Number(isNothing(a)) - Number(isNothing(b)));
  const [only] = parts;
  if (only === undefined) return neverType;
  return parts.length === 1 ? only : { kind: 'union', types: parts };
}

function isNothing({ kind }: Part): boolean {
  return kind === 'null' || kind === 'absent';
}

function literalParts(literals: readonly LiteralType[], simple: readonly Part[]): Part[] {
  const distinct = [...new Map(literals.map((part) => [part.value, part])).values()];
  const open = distinct.filter((part) => !simple.some(({ kind }) => kind === baseKind(part)));
  const both = open.filter(({ value }) => typeof value === 'boolean').length === 2;
  const kept = open.filter(({ value }) => !both || typeof value !== 'boolean');
  const parts: Part[] = both ? [{ kind: 'boolean' }] : [];
  if (kept.length <= mostLiterals) return [...parts, ...kept];
  return [...parts, ...[...new Set(kept.map(baseKind))].map((kind): Part => ({ kind }))];
}

function baseKind({ value }: LiteralType): 'text' | 'number' | 'boolean' {
  if (typeof value === 'string') return 'text';
  return typeof value === 'number' ? 'number' : 'boolean';
}

function mergeLists(lists: readonly ListType[], depth: number): ListType {
  return listOf(
    unionOf(
      lists.map(({ item }) => item),
      depth + 1,
    ),
  );
}

function mergeObjects(objects: readonly ObjectType[], depth: number): ObjectType {
  const [first] = objects;
  if (first !== undefined && objects.every((object) => object === first)) return first;
  const fields = new Map<string, Field>();
  for (const object of objects) {
    for (const key of object.fields.keys()) {
      if (!fields.has(key)) fields.set(key, mergeField(objects, key, depth));
    }
  }
  const rests = objects.flatMap(({ rest }) => (rest === null ? [] : [rest]));
  const seen = objects.some((object) => object.seen === true);
  return {
    kind: 'object',
    fields,
    rest: rests.length === 0 ? null : unionOf(rests, depth + 1),
    ...(seen && { seen }),
  };
}

function mergeField(objects: readonly ObjectType[], key: string, depth: number): Field {
  const found: Field[] = [];
  const types: Type[] = [];
  let missing = false;
  for (const { fields, rest, seen } of objects) {
    const field = fields.get(key);
    if (field !== undefined) {
      found.push(field);
      types.push(field.type);
    } else {
      missing = true;
      // That an example lacks the key says nothing of what it would hold.
      if (rest !== null && seen !== true) types.push(rest);
    }
  }
  const doc = found.find((field) => field.doc !== undefined)?.doc;
  const merged = missing || found.some((field) => field.merged === true);
  return {
    type: unionOf(types, depth + 1),
    optional: missing || found.some(({ optional }) => optional),
    ...(merged && { merged }),
    ...(doc !== undefined && { doc }),
  };
}

/** Fixed values as the types they are of: what a variable holds may change. */
export function widen(type: Type, depth = 0): Type {
  if (depth > deepest) return anyType;
  switch (type.kind) {
    case 'literal':
      return { kind: baseKind(type) };
    case 'list':
      return listOf(widen(type.item, depth + 1));
    case 'object':
      return {
        ...type,
        fields: new Map(
          [...type.fields].map(([key, field]) => [
            key,
            { ...field, type: widen(field.type, depth + 1) },
          ]),
        ),
      };
    case 'union':
      return unionOf(
        type.types.map((part) => widen(part, depth + 1)),
        depth,
      );
    default:
      return type;
  }
}

/** The type without null and without what is missing. */
export function presentOf(type: Type): Type {
  if (type.kind !== 'union') return isNothing(type) ? neverType : type;
  return unionOf(type.types.filter((part) => !isNothing(part)));
}

/** Whether null, or nothing, is among what it may be. */
export function mayBeNothing(type: Type): boolean {
  return partsOfType(type).some(isNothing);
}
