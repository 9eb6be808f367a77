import type { JsonValue } from '@shared/lib/json';

export type JsonText =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly message: string };

/** What a text means as JSON, or why it is none. */
export function parseJsonText(text: string): JsonText {
  if (text.trim() === '') return { ok: false, message: 'Write a value; null if there is none.' };
  try {
    return { ok: true, value: JSON.parse(text) as JsonValue };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, message: `This is not JSON: ${reason}` };
  }
}
