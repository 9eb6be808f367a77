import { anyType, listOf, type Field, type ObjectType, type Type } from './type';
import { unionOf, widen } from './union';

const deepest = 12;

/**
 * What is known for sure, with what examples show where nothing is known. The examples never
 * contradict: where something is known already, they are left aside.
 */
export function refine(known: Type, seen: Type | undefined, depth = 0): Type {
  if (seen === undefined || depth > deepest) return known;
  switch (known.kind) {
    case 'any':
      return widen(seen);
    case 'list':
      return listOf(refine(known.item, partOf(seen, 'list')?.item, depth + 1));
    case 'object':
      return refineObject(known, partOf(seen, 'object'), depth);
    case 'union':
      return unionOf(known.types.map((part) => refine(part, partOf(seen, part.kind), depth + 1)));
    default:
      return known;
  }
}

function refineObject(known: ObjectType, seen: ObjectType | undefined, depth: number): ObjectType {
  if (seen === undefined) return known;
  const fields = new Map<string, Field>();
  for (const [key, field] of known.fields) {
    const type = refine(field.type, seen.fields.get(key)?.type, depth + 1);
    fields.set(key, { ...field, type });
  }
  if (known.rest === null) return { ...known, fields };
  let more = false;
  for (const [key, field] of seen.fields) {
    if (fields.has(key)) continue;
    fields.set(key, { ...field, type: refine(known.rest, field.type, depth + 1) });
    more = true;
  }
  return { ...known, fields, ...(more && { seen: true }) };
}

function partOf<Kind extends Type['kind']>(
  type: Type,
  kind: Kind,
): Extract<Type, { readonly kind: Kind }> | undefined {
  const parts: readonly Type[] = type.kind === 'union' ? type.types : [type];
  return parts.find((part): part is Extract<Type, { readonly kind: Kind }> => part.kind === kind);
}

/** The same keys, of which any may be missing and others may be there. */
export function loosen(type: Type): Type {
  if (type.kind !== 'object') return anyType;
  const fields = new Map<string, Field>();
  for (const [key, field] of type.fields)
    fields.set(key, { ...field, optional: true, merged: true });
  return { ...type, fields, rest: anyType, seen: true };
}
