import { TextField } from '../../../ui/text-field';
import { parseNumber } from '../form/field-value';
import { useForm } from '../form/form-context';
import { fieldPlaceholder } from './field-placeholder';
import { useTextDraft } from './use-text-draft';
import type { WidgetProps } from './widget-props';

/** A number; arrow keys step it, and clearing it means the default. */
export function NumberWidget(props: WidgetProps) {
  const { field } = props;
  const { readOnly } = useForm();
  const draft = useTextDraft(
    props,
    (value) =>
      value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value),
    (text) => parseNumber(text, field),
  );
  const step = (by: number): void => {
    const from = Number(draft.value === '' ? (field.defaultValue ?? 0) : draft.value);
    if (Number.isFinite(from)) draft.change(String(from + by));
  };
  return (
    <TextField
      value={draft.value}
      readOnly={readOnly}
      inputMode="decimal"
      placeholder={fieldPlaceholder(field)}
      onValueChange={(text) => {
        if (draft.value === '' && text === '=') props.onExpression();
        else draft.change(text);
      }}
      onBlur={draft.finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') draft.finish();
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
        event.preventDefault();
        step((event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1));
      }}
    />
  );
}
