import { FolderOpen } from 'lucide-react';
import { IconButton } from '../../../ui/icon-button';
import { TextField } from '../../../ui/text-field';
import { useForm } from '../form/form-context';
import { choosePath } from '../inspector-actions';
import { fieldPlaceholder } from './field-placeholder';
import { useTextDraft } from './use-text-draft';
import type { WidgetProps } from './widget-props';

/** A path, typed or chosen in the system's file dialog. */
export function FileWidget(props: WidgetProps) {
  const { field, label } = props;
  const { readOnly } = useForm();
  const draft = useTextDraft(
    props,
    (value) => (typeof value === 'string' ? value : ''),
    (text) => (text === '' ? { type: 'unset' } : { type: 'value', value: text }),
  );
  const choose = async (): Promise<void> => {
    const path = await choosePath(field.widget === 'file-save' ? 'save' : 'open', label);
    if (path !== null) props.onChange(path);
  };
  return (
    <TextField
      value={draft.value}
      readOnly={readOnly}
      placeholder={fieldPlaceholder(field)}
      onValueChange={(text) => {
        if (draft.value === '' && text === '=') props.onExpression();
        else draft.change(text);
      }}
      onBlur={draft.finish}
      suffix={
        <IconButton
          label="Choose a file"
          size="sm"
          disabled={readOnly}
          onClick={() => void choose()}
        >
          <FolderOpen />
        </IconButton>
      }
    />
  );
}
