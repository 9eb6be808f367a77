import { type DraftField, useDraft } from '../../editors';
import type { ParsedField } from '../form/field-value';
import type { WidgetProps } from './widget-props';

/** A text that is edited freely and put into the document whenever it can be read. */
export function useTextDraft(
  { value, onChange, draft }: WidgetProps,
  toText: (value: WidgetProps['value']) => string,
  parse: (text: string) => ParsedField,
): DraftField<string> {
  const committed = toText(value);
  const kept = draft.kept?.draft;
  return useDraft({
    committed,
    stamp: committed,
    kept: typeof kept === 'string' ? { draft: kept } : null,
    commit: (text) => {
      const parsed = parse(text);
      if (parsed.type === 'invalid') {
        draft.keep(text, parsed.message, committed);
        return null;
      }
      draft.drop();
      if (parsed.type === 'unfinished') return committed;
      const next = parsed.type === 'unset' ? undefined : parsed.value;
      if (toText(next) !== committed || (next === undefined) !== (value === undefined)) {
        onChange(next);
      }
      return toText(next);
    },
  });
}
