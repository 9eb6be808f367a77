import type { JsonValue } from '../../lib/json';
import type { SourcePath } from '../source/node';

/** Calls back for every text below a value that may hold bindings, with its path. */
export function walkTemplates(
  value: JsonValue,
  path: SourcePath,
  visit: (text: string, path: SourcePath) => void,
): void {
  if (typeof value === 'string') {
    if (value.includes('{{')) visit(value, path);
  } else if (Array.isArray(value)) {
    (value as readonly JsonValue[]).forEach((item, index) =>
      walkTemplates(item, [...path, index], visit),
    );
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      walkTemplates(item as JsonValue, [...path, key], visit);
    }
  }
}
