import type { FieldModel } from '../form/field-model';

/** What counts while nothing is written: the default, else an example. */
export function fieldPlaceholder(field: FieldModel): string {
  const { defaultValue, placeholder } = field;
  if (defaultValue !== undefined && defaultValue !== '') {
    return typeof defaultValue === 'string' ? defaultValue : JSON.stringify(defaultValue);
  }
  return placeholder ?? '';
}
