import { nearestName } from '../expressions/nearest-name';
import { spokenType, writeLiteral } from './label';
import { partsOfType, type ListType, type LiteralType, type ObjectType, type Type } from './type';
import { presentOf } from './union';

/** A place at which a value can never be what is wanted there. */
export interface Misfit {
  readonly path: readonly (string | number)[];
  /** What is wanted and what is given, in words that follow "wants … , but … is". */
  readonly wanted: string;
  readonly given: string;
  /** A key that is needed and not there. */
  readonly missing?: string;
  /** The fixed text that is meant. */
  readonly near?: string;
}

const deepest = 6;

/**
 * The first place where what is given cannot be what is wanted: only what is certain counts, so a
 * value that may be right is right. Null may stand anywhere.
 */
export function misfit(
  given: Type,
  wanted: Type,
  options: { readonly textTakesAll?: boolean } = {},
  path: readonly (string | number)[] = [],
): Misfit | undefined {
  if (path.length > deepest) return undefined;
  const [has, wants] = [partsOfType(presentOf(given)), partsOfType(presentOf(wanted))];
  if (has.length === 0 || wants.length === 0) return undefined;
  if ([...has, ...wants].some(({ kind }) => kind === 'any' || kind === 'never')) return undefined;
  if (!has.some((a) => wants.some((b) => meets(a, b)))) {
    // Numbers and truth values are written out where text is wanted.
    const written = has.every(({ kind }) => kind !== 'object' && kind !== 'list');
    if (options.textTakesAll === true && wants.some(({ kind }) => kind === 'text') && written) {
      return undefined;
    }
    const near = nearOf(has, wants);
    return {
      path,
      wanted: spokenType(wanted),
      given: spokenType(given),
      ...(near !== undefined && { near }),
    };
  }
  return inside(has, wants, options, path);
}

function inside(
  has: readonly Type[],
  wants: readonly Type[],
  options: { readonly textTakesAll?: boolean },
  path: readonly (string | number)[],
): Misfit | undefined {
  const [one] = has;
  const [other] = wants;
  if (has.length > 1 || wants.length > 1 || one === undefined || other === undefined) {
    return undefined;
  }
  if (one.kind === 'list' && other.kind === 'list') {
    return misfit((one as ListType).item, (other as ListType).item, options, [...path, 0]);
  }
  if (one.kind !== 'object' || other.kind !== 'object') return undefined;
  return insideObject(one, other, options, path);
}

function insideObject(
  given: ObjectType,
  wanted: ObjectType,
  options: { readonly textTakesAll?: boolean },
  path: readonly (string | number)[],
): Misfit | undefined {
  for (const [key, field] of wanted.fields) {
    const own = given.fields.get(key);
    if (own !== undefined) {
      const found = misfit(own.type, field.type, options, [...path, key]);
      if (found !== undefined) return found;
    } else if (!field.optional && given.rest === null) {
      return {
        path,
        wanted: `"${key}"`,
        given: 'missing',
        missing: key,
      };
    }
  }
  return undefined;
}

function meets(given: Type, wanted: Type): boolean {
  if (given.kind === 'literal' && wanted.kind === 'literal') return given.value === wanted.value;
  return baseOf(given) === baseOf(wanted);
}

function baseOf(type: Type): string {
  if (type.kind === 'date') return 'text';
  if (type.kind === 'secret') return 'text';
  if (type.kind !== 'literal') return type.kind;
  const { value }: LiteralType = type;
  return typeof value === 'string' ? 'text' : typeof value;
}

function nearOf(has: readonly Type[], wants: readonly Type[]): string | undefined {
  const [only] = has;
  if (has.length !== 1 || only?.kind !== 'literal' || typeof only.value !== 'string')
    return undefined;
  const near = nearestName(
    only.value,
    wants.flatMap((part) =>
      part.kind === 'literal' && typeof part.value === 'string' ? [part.value] : [],
    ),
  );
  return near === undefined ? undefined : writeLiteral(near);
}
