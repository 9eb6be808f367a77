import { TextField } from '../../../ui/text-field';
import { parseDurationText } from '../form/field-value';
import { useForm } from '../form/form-context';
import { fieldPlaceholder } from './field-placeholder';
import { useTextDraft } from './use-text-draft';
import type { WidgetProps } from './widget-props';

/** `30s`, `5m` or milliseconds, as written. */
export function DurationWidget(props: WidgetProps) {
  const { readOnly } = useForm();
  const draft = useTextDraft(
    props,
    (value) => (value === undefined ? '' : String(value)),
    parseDurationText,
  );
  return (
    <TextField
      value={draft.value}
      readOnly={readOnly}
      placeholder={fieldPlaceholder(props.field) || '30s'}
      onValueChange={(text) => {
        if (draft.value === '' && text === '=') props.onExpression();
        else draft.change(text);
      }}
      onBlur={draft.finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') draft.finish();
      }}
    />
  );
}
