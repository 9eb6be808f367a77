import { labelOf } from '@shared/types/label';
import type { ObjectType, Type } from '@shared/types/type';

const deepest = 4;
const width = 44;

/** A type over several lines, as one would write it: what a step will give, before it has run. */
export function typeLines(type: Type, depth = 0): string {
  if (type.kind === 'any') return depth === 0 ? 'Nothing is known of it yet.' : 'any';
  const short = labelOf(type, { most: width, keys: 50 });
  if (depth >= deepest || (!short.includes('…') && short.length <= width && depth > 0))
    return short;
  if (type.kind === 'list') return `${typeLines(type.item, depth)}[]`;
  return type.kind === 'object' ? objectLines(type, depth) : short;
}

function objectLines({ fields, rest }: ObjectType, depth: number): string {
  const indent = '  '.repeat(depth + 1);
  const lines = [...fields].map(
    ([key, field]) =>
      `${indent}${key}${field.optional ? '?' : ''}: ${typeLines(field.type, depth + 1)}`,
  );
  if (rest !== null) lines.push(`${indent}…`);
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`;
}
