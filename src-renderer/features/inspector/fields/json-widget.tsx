import { JsonEditor } from '../../editors';
import { parseJsonText, valueToJsonText } from '../form/field-value';
import { useForm } from '../form/form-context';
import { useExpressionHost } from '../use-expression-host';
import { fieldPlaceholder } from './field-placeholder';
import { useTextDraft } from './use-text-draft';
import type { WidgetProps } from './widget-props';

/** Any value as JSON, with bindings in its texts. */
export function JsonWidget(props: WidgetProps) {
  const { field, label } = props;
  const { readOnly } = useForm();
  const host = useExpressionHost(field);
  const draft = useTextDraft(props, valueToJsonText, parseJsonText);
  return (
    <JsonEditor
      value={draft.value}
      onChange={draft.change}
      onBlur={draft.finish}
      label={label}
      host={field.bindable ? host : undefined}
      readOnly={readOnly}
      invalid={props.invalid}
      placeholder={fieldPlaceholder(field)}
      lines={{ min: 3, max: 16 }}
    />
  );
}
