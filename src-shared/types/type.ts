// What is known of a value before anything runs. One model for everybody who asks: validation,
// completion, the labels of ports, and the declarations that TypeScript checks code against.

/** A value's type. Immutable; compared by structure, see `sameType`. */
export type Type = NamedType | LiteralType | ListType | ObjectType | UnionType;

export interface NamedType {
  /**
   * `any`: nothing is known. `never`: there is no such value. `absent`: a key that may be missing
   * reads as this with `?.`. The others are the types of the expression language.
   */
  readonly kind:
    | 'any'
    | 'never'
    | 'absent'
    | 'null'
    | 'text'
    | 'number'
    | 'boolean'
    | 'date'
    | 'pattern'
    | 'secret';
}

/** Exactly this value, as an `enum` of a schema or a fixed text of a setting says. */
export interface LiteralType {
  readonly kind: 'literal';
  readonly value: string | number | boolean;
}

export interface ListType {
  readonly kind: 'list';
  readonly item: Type;
}

export interface Field {
  readonly type: Type;
  /** The key may be missing. */
  readonly optional: boolean;
  /** It is missing in some of the alternatives that were merged; whoever reads it may well know. */
  readonly merged?: boolean;
  /** What a schema's author says about it. */
  readonly doc?: string;
}

export interface ObjectType {
  readonly kind: 'object';
  readonly fields: ReadonlyMap<string, Field>;
  /** What other keys hold; null when there are no others. */
  readonly rest: Type | null;
  /** The keys are those of examples: another value may have others. */
  readonly seen?: boolean;
}

/** At most one list and one object are in it: alternatives of these are merged. */
export interface UnionType {
  readonly kind: 'union';
  readonly types: readonly Exclude<Type, UnionType>[];
}

export const anyType: Type = { kind: 'any' };
export const neverType: Type = { kind: 'never' };
export const absentType: Type = { kind: 'absent' };
export const nullType: Type = { kind: 'null' };
export const textType: Type = { kind: 'text' };
export const numberType: Type = { kind: 'number' };
export const booleanType: Type = { kind: 'boolean' };
export const dateType: Type = { kind: 'date' };
export const patternType: Type = { kind: 'pattern' };
export const secretType: Type = { kind: 'secret' };

export function listOf(item: Type): ListType {
  return { kind: 'list', item };
}

export function literalOf(value: string | number | boolean): LiteralType {
  return { kind: 'literal', value };
}

/** An object with exactly these keys, or with more of `rest`. */
export function objectOf(
  fields: Readonly<Record<string, Type>>,
  rest: Type | null = null,
): ObjectType {
  return {
    kind: 'object',
    fields: new Map(Object.entries(fields).map(([key, type]) => [key, { type, optional: false }])),
    rest,
  };
}

/** An object of which only what its keys hold is known. */
export function mapOf(values: Type): ObjectType {
  return { kind: 'object', fields: new Map(), rest: values };
}

/** The alternatives of a type, one by one. */
export function partsOfType(type: Type): readonly Exclude<Type, UnionType>[] {
  return type.kind === 'union' ? type.types : [type];
}

/** Whether the two say the same, in whatever order. */
export function sameType(a: Type, b: Type): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case 'literal':
      return a.value === (b as LiteralType).value;
    case 'list':
      return sameType(a.item, (b as ListType).item);
    case 'object':
      return sameObject(a, b as ObjectType);
    case 'union': {
      const others = (b as UnionType).types;
      return (
        a.types.length === others.length &&
        a.types.every((type) => others.some((other) => sameType(type, other)))
      );
    }
    default:
      return true;
  }
}

function sameObject(a: ObjectType, b: ObjectType): boolean {
  if (a.fields.size !== b.fields.size || a.seen !== b.seen) return false;
  if ((a.rest === null) !== (b.rest === null)) return false;
  if (a.rest !== null && b.rest !== null && !sameType(a.rest, b.rest)) return false;
  return [...a.fields].every(([key, field]) => {
    const other = b.fields.get(key);
    return other?.optional === field.optional && sameType(field.type, other.type);
  });
}
