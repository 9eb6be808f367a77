import { isJsonObject, type JsonValue } from '@shared/lib/json';
import type { FieldWidget } from './field-model';

const lists: ReadonlySet<FieldWidget> = new Set(['list']);
const maps: ReadonlySet<FieldWidget> = new Set(['object', 'variants', 'key-value']);
const texts: ReadonlySet<FieldWidget> = new Set([
  'code',
  'duration',
  'file-open',
  'file-save',
  'date-time',
]);

/**
 * Whether a widget can show what the file has. What it cannot show it would hide, and the next
 * click in it would write over it: that is shown as it is instead.
 */
export function fitsWidget(widget: FieldWidget, value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (lists.has(widget)) return Array.isArray(value);
  if (maps.has(widget)) return isJsonObject(value);
  if (widget === 'switch') return typeof value === 'boolean';
  if (texts.has(widget)) return typeof value !== 'object';
  return true;
}
