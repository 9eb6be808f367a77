import { typeOfExample } from '@shared/types/of-value';
import { partsOfType, type Type } from '@shared/types/type';
import type { JsonValue } from '@shared/lib/json';

const names: Readonly<Record<string, string>> = { text: 'string', pattern: 'RegExp' };

/** The shape of a value, a line per key, written as TypeScript would. */
export function schemaText(value: JsonValue): string {
  return write(typeOfExample(value), '');
}

function write(type: Type, indent: string): string {
  switch (type.kind) {
    case 'object': {
      if (type.fields.size === 0) return '{}';
      const inner = `${indent}  `;
      const lines = [...type.fields].map(([key, field]) => {
        const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
        return `${inner}${name}${field.optional ? '?' : ''}: ${write(field.type, inner)}`;
      });
      return `{\n${lines.join('\n')}\n${indent}}`;
    }
    case 'list': {
      const item = write(type.item, indent);
      return type.item.kind === 'union' ? `(${item})[]` : `${item}[]`;
    }
    case 'union':
      return partsOfType(type)
        .map((part) => write(part, indent))
        .join(' | ');
    case 'literal':
      return JSON.stringify(type.value);
    default:
      return names[type.kind] ?? type.kind;
  }
}
