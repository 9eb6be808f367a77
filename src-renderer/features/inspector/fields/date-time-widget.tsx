import { Calendar } from 'lucide-react';
import { useRef } from 'react';
import { IconButton } from '../../../ui/icon-button';
import { TextField } from '../../../ui/text-field';
import { useForm } from '../form/form-context';
import { pickedToText, textToPicked } from '../form/picked-date';
import css from './date-time-widget.module.css';
import { fieldPlaceholder } from './field-placeholder';
import { useTextDraft } from './use-text-draft';
import type { WidgetProps } from './widget-props';

/** A date and time as text, written or picked in a calendar. */
export function DateTimeWidget(props: WidgetProps) {
  const { readOnly } = useForm();
  const picker = useRef<HTMLInputElement>(null);
  const draft = useTextDraft(
    props,
    (value) => (value === undefined ? '' : String(value)),
    (text) => (text.trim() === '' ? { type: 'unset' } : { type: 'value', value: text.trim() }),
  );
  return (
    <div className={css.field}>
      <TextField
        value={draft.value}
        readOnly={readOnly}
        placeholder={fieldPlaceholder(props.field)}
        onValueChange={(text) => {
          if (draft.value === '' && text === '=') props.onExpression();
          else draft.change(text);
        }}
        onBlur={draft.finish}
        onKeyDown={(event) => {
          if (event.key === 'Enter') draft.finish();
        }}
        suffix={
          <IconButton
            label="Pick a date and time"
            size="sm"
            disabled={readOnly}
            onClick={() => picker.current?.showPicker()}
          >
            <Calendar />
          </IconButton>
        }
      />
      {/* Only its calendar is wanted: what it writes is shown, and written, as text. */}
      <input
        ref={picker}
        type="datetime-local"
        className={css.picker}
        tabIndex={-1}
        aria-hidden
        value={textToPicked(draft.value)}
        onChange={(event) => {
          const picked = pickedToText(event.target.value, draft.value);
          if (picked !== null) props.onChange(picked);
        }}
      />
    </div>
  );
}
