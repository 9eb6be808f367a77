import type { JsonValue } from '@shared/lib/json';

const reference = /^\{\{\s*secrets\.([A-Za-z_]\w*)\s*\}\}$/;

/** The name in `{{ secrets.name }}`; null when the value is anything else. */
export function secretName(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? (reference.exec(value)?.[1] ?? null) : null;
}

export function secretReference(name: string): string {
  return `{{ secrets.${name} }}`;
}
