import { writeLiteral } from './label';
import type { ObjectType, Type } from './type';

export interface DeclareOptions {
  /** Keys that are not known are a question, not an error. */
  readonly open?: boolean;
  /** What a secret is there; `Secret` when absent. */
  readonly secret?: string;
}

const deepest = 10;

const names: Readonly<Record<string, string>> = {
  any: 'any',
  never: 'never',
  absent: 'undefined',
  null: 'null',
  text: 'string',
  number: 'number',
  boolean: 'boolean',
  date: 'DateValue',
  pattern: 'RegExp',
  secret: 'Secret',
};

/** A type as TypeScript source. `DateValue` and `Secret` are declared by whoever uses it. */
export function declareType(type: Type, options: DeclareOptions = {}, depth = 0): string {
  if (depth > deepest) return 'any';
  switch (type.kind) {
    case 'literal':
      return typeof type.value === 'string' && type.value.length > 40
        ? 'string'
        : declareLiteral(type.value);
    case 'list':
      return `Array<${declareType(type.item, options, depth + 1)}>`;
    case 'object':
      return declareObject(type, options, depth);
    case 'union':
      return type.types.map((part) => declareType(part, options, depth + 1)).join(' | ');
    default:
      if (type.kind === 'secret' && options.secret !== undefined) return options.secret;
      return names[type.kind] ?? 'any';
  }
}

function declareObject(type: ObjectType, options: DeclareOptions, depth: number): string {
  const members = [...type.fields].map(([key, field]) => {
    const doc = field.doc === undefined ? '' : `/** ${commentText(field.doc)} */ `;
    const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
    return `${doc}${name}${field.optional ? '?' : ''}: ${declareType(field.type, options, depth + 1)}`;
  });
  const { rest } = type;
  if (rest !== null || options.open === true) {
    // Other keys must agree with the named ones, so unless there are none they may hold anything.
    const other =
      rest === null || members.length > 0 ? 'any' : declareType(rest, options, depth + 1);
    members.push(`[key: string]: ${other}`);
  }
  return members.length === 0 ? '{}' : `{ ${members.join('; ')} }`;
}

function declareLiteral(value: string | number | boolean): string {
  return typeof value === 'string' ? JSON.stringify(value) : writeLiteral(value);
}

/** Text that cannot end the comment it stands in. */
export function commentText(text: string): string {
  return text.replaceAll('*/', '*\\/').replaceAll(/\s+/g, ' ').slice(0, 300);
}
