import type { JsonValue } from '@shared/lib/json';
import type { ColumnType } from '@shared/steps/read-file/definition';

type Refuse = (expected: string, text: string) => Error;

/** How the cells of one column become values. */
export function createCellReader(
  types: 'infer' | 'text',
  column: ColumnType | undefined,
  refuse: Refuse,
): (text: string) => JsonValue {
  switch (column) {
    case undefined:
      return types === 'infer' ? inferValue : (text) => text;
    case 'text':
      return (text) => text;
    case 'number':
      return (text) => numberOf(text, 'number', Number.isFinite, refuse);
    case 'integer':
      return (text) => numberOf(text, 'integer', Number.isSafeInteger, refuse);
    case 'boolean':
      return (text) => booleanOf(text, refuse);
  }
}

/** A number only when writing it again gives the same text: `007` and long ids stay text. */
function inferValue(text: string): JsonValue {
  if (text === '') return null;
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (!/^-?\d+(\.\d+)?$/.test(text)) return text;
  const number = Number(text);
  if (!Number.isFinite(number)) return text;
  // 12.50 is 12.5; but an integer that would lose digits is an id.
  const [whole = ''] = text.split('.');
  const keepsWhole = Math.abs(number) <= Number.MAX_SAFE_INTEGER && !/^-?0\d/.test(whole);
  return keepsWhole ? number : text;
}

function numberOf(
  text: string,
  expected: string,
  accepts: (number: number) => boolean,
  refuse: Refuse,
): JsonValue {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const number = Number(trimmed);
  if (!accepts(number)) throw refuse(expected, text);
  return number;
}

const booleans: Readonly<Record<string, boolean>> = {
  true: true,
  false: false,
  yes: true,
  no: false,
  '1': true,
  '0': false,
};

function booleanOf(text: string, refuse: Refuse): JsonValue {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === '') return null;
  const value = Object.hasOwn(booleans, trimmed) ? booleans[trimmed] : undefined;
  if (value === undefined) throw refuse('boolean', text);
  return value;
}
