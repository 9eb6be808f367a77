import { partsOfType, type ObjectType, type Type } from './type';

export interface LabelOptions {
  /** Characters it may take, about; what is inside is left out beyond. */
  readonly most?: number;
  /** Keys of one object that are named. */
  readonly keys?: number;
}

const words: Readonly<Record<string, string>> = {
  text: 'string',
  date: 'Date',
  pattern: 'RegExp',
  secret: 'secret',
  absent: 'undefined',
};

/** A type in one short line, as TypeScript would write it: `{ id: number, total?: number }[]`. */
export function labelOf(type: Type, options: LabelOptions = {}): string {
  const { most = 60, keys = 8 } = options;
  // Deep first; where that is too long, less and less of what is inside.
  for (const depth of [4, 3, 2, 1, 0]) {
    const label = write(type, depth, keys);
    if (label.length <= most) return label;
  }
  const few = write(type, 0, Math.min(keys, 4));
  if (few.length <= most) return few;
  const bare = write(type, -1, keys);
  return bare.length <= most ? bare : `${bare.slice(0, Math.max(1, most - 1))}…`;
}

function write(type: Type, depth: number, keys: number): string {
  switch (type.kind) {
    case 'literal':
      return writeLiteral(type.value);
    case 'list': {
      const item = write(type.item, depth, keys);
      return `${type.item.kind === 'union' && item.includes(' | ') ? `(${item})` : item}[]`;
    }
    case 'object':
      return writeObject(type, depth, keys);
    case 'union':
      return partsOfType(type)
        .map((part) => write(part, depth, keys))
        .join(' | ');
    default:
      return words[type.kind] ?? type.kind;
  }
}

function writeObject(type: ObjectType, depth: number, keys: number): string {
  if (type.fields.size === 0) {
    if (type.rest === null) return '{}';
    return type.rest.kind === 'any' ? 'object' : `{ [key]: ${write(type.rest, depth - 1, keys)} }`;
  }
  if (depth < 0) return '{…}';
  const shown = [...type.fields].slice(0, keys).map(([key, field]) => {
    const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
    const sign = field.optional ? '?' : '';
    // Without room for the types, the names say most.
    return depth === 0 ? name + sign : `${name}${sign}: ${write(field.type, depth - 1, keys)}`;
  });
  if (type.fields.size > shown.length) shown.push('…');
  return `{ ${shown.join(', ')} }`;
}

/** Fixed text in single quotes, the way expressions are written. */
export function writeLiteral(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  const short = value.length > 40 ? `${value.slice(0, 39)}…` : value;
  return `'${short.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`;
}

const spoken: Readonly<Record<string, string>> = {
  any: 'anything',
  never: 'nothing',
  absent: 'missing',
  null: 'null',
  text: 'text',
  number: 'a number',
  boolean: 'true or false',
  date: 'a date',
  pattern: 'a pattern',
  secret: 'a secret',
  list: 'a list',
  object: 'an object',
};

/** A type in plain words for messages: `text or null`. */
export function spokenType(type: Type): string {
  const parts = partsOfType(type).map((part) =>
    part.kind === 'literal' ? writeLiteral(part.value) : (spoken[part.kind] ?? part.kind),
  );
  if (parts.length > 6) return `${parts.slice(0, 5).join(', ')} or one of ${parts.length - 5} more`;
  const last = parts.pop() ?? '';
  return parts.length === 0 ? last : `${parts.join(', ')} or ${last}`;
}
