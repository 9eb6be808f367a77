import { type DraftField, useDraft } from '../../editors';
import type { ParsedField } from '../form/field-value';
import type { WidgetProps } from './widget-props';

/** A text that is edited freely and put into the document whenever it can be read. */
export function useTextDraft(
  { value, onChange, onComplaint }: WidgetProps,
  toText: (value: WidgetProps['value']) => string,
  parse: (text: string) => ParsedField,
): DraftField<string> {
  const committed = toText(value);
  return useDraft({
    committed,
    stamp: committed,
    commit: (text) => {
      const parsed = parse(text);
      onComplaint(parsed.type === 'invalid' ? parsed.message : null);
      if (parsed.type === 'invalid') return null;
      if (parsed.type === 'unfinished') return committed;
      const next = parsed.type === 'unset' ? undefined : parsed.value;
      if (toText(next) !== committed || (next === undefined) !== (value === undefined)) {
        onChange(next);
      }
      return toText(next);
    },
  });
}
