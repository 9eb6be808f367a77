import {
  absentType,
  anyType,
  numberType,
  partsOfType,
  textType,
  type Field,
  type ObjectType,
  type Type,
} from '../type';
import { unionOf } from '../union';

/** What reading a key of a value gives. */
export interface KeyFinding {
  /** What it may be; `never` when none of the alternatives has the key. */
  readonly type: Type;
  /** At least one alternative has it, or nobody can say. */
  readonly found: boolean;
  /** The field, where exactly one object has it. */
  readonly field?: Field;
  /** The object that was asked, for what it has instead. */
  readonly object?: ObjectType;
  /** Only examples say that there is no such key. */
  readonly unseen: boolean;
}

/** Reads a key or an index; null and missing alternatives have none and are left aside. */
export function readKey(type: Type, key: string | number): KeyFinding {
  const found: Type[] = [];
  let field: Field | undefined;
  let object: ObjectType | undefined;
  let unseen = false;
  for (const part of partsOfType(type)) {
    switch (part.kind) {
      case 'any':
      case 'secret':
        found.push(anyType);
        break;
      case 'object': {
        object = part;
        const known = part.fields.get(String(key));
        if (known !== undefined) {
          field = known;
          found.push(known.optional ? unionOf([known.type, absentType]) : known.type);
        } else if (part.rest !== null) {
          unseen = part.seen === true && part.fields.size > 0;
          found.push(part.rest);
        }
        break;
      }
      case 'list':
        if (isIndex(key)) found.push(part.item);
        else if (key === 'length') found.push(numberType);
        break;
      case 'text':
      case 'literal':
        if (part.kind === 'literal' && typeof part.value !== 'string') break;
        if (isIndex(key)) found.push(textType);
        else if (key === 'length') found.push(numberType);
        break;
      default:
    }
  }
  return {
    type: unionOf(found),
    found: found.length > 0,
    unseen,
    ...(field !== undefined && { field }),
    ...(object !== undefined && { object }),
  };
}

function isIndex(key: string | number): boolean {
  return typeof key === 'number' || /^\d+$/.test(key);
}

/** What a list holds; of an object that is used as a map, what its keys hold. */
export function itemOf(type: Type): Type {
  return unionOf(
    partsOfType(type).flatMap((part): Type[] => {
      if (part.kind === 'list') return [part.item];
      return part.kind === 'any' ? [anyType] : [];
    }),
  );
}

/** What any key of an object holds. */
export function valuesOf(type: Type): Type {
  return unionOf(
    partsOfType(type).flatMap((part): Type[] => {
      if (part.kind === 'any') return [anyType];
      if (part.kind !== 'object') return [];
      const fields = [...part.fields.values()].map((field) => field.type);
      return part.rest === null ? fields : [...fields, part.rest];
    }),
  );
}
