import { isJsonObject, type JsonObject, type JsonValue } from '@shared/lib/json';
import type { FieldModel } from './field-model';
import { singleType } from './json-schema-nodes';

/** What a fresh item of a list looks like: its defaults, its first choices, else empty. */
export function newItem(item: FieldModel, existing: readonly JsonValue[]): JsonValue {
  if (item.widget !== 'object') return emptyValue(item);
  const members = item.fields
    .filter((field) => field.required)
    .map((field): [string, JsonValue] => [field.key, emptyValue(field)]);
  const fresh: JsonObject = Object.fromEntries(members);
  const name = fresh['name'];
  return typeof name === 'string' ? { ...fresh, name: freshName(item, existing) } : fresh;
}

/** Names in a list are ports and columns: a new one must not clash. */
function freshName(item: FieldModel, existing: readonly JsonValue[]): string {
  const taken = existing.filter(isJsonObject).map((entry) => entry['name']);
  for (let number = existing.length + 1; ; number += 1) {
    const name = `${item.fields.some((field) => field.key === 'operation') ? 'field' : 'item'}${number}`;
    if (!taken.includes(name)) return name;
  }
}

function emptyValue(field: FieldModel): JsonValue {
  if (field.defaultValue !== undefined) return field.defaultValue;
  const [choice] = field.options;
  if (choice) return choice.value;
  switch (field.widget === 'object' ? 'object' : singleType(field.schema)) {
    case 'boolean':
      return false;
    case 'number':
    case 'integer':
      return 0;
    case 'array':
      return [];
    case 'object':
      return {};
    default:
      return '';
  }
}
