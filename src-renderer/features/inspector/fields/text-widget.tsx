import { TextArea } from '../../../ui/text-area';
import { TextField } from '../../../ui/text-field';
import { BindableText } from '../../editors';
import { isTextOnly, parseText, valueToText } from '../form/field-value';
import { useForm } from '../form/form-context';
import { useExpressionHost } from '../use-expression-host';
import { fieldPlaceholder } from './field-placeholder';
import { useTextDraft } from './use-text-draft';
import type { WidgetProps } from './widget-props';

/** Text, one line or several, with bindings where the setting takes them. */
export function TextWidget(props: WidgetProps) {
  const { field, label, invalid, startAsExpression, onExpression } = props;
  const { readOnly } = useForm();
  const host = useExpressionHost(field);
  const draft = useTextDraft(
    props,
    (value) => valueToText(value, isTextOnly(field)),
    (text) => parseText(text, field),
  );
  const multiline = field.widget === 'multiline';
  const placeholder = fieldPlaceholder(field);
  if (!field.bindable) {
    const Plain = multiline ? TextArea : TextField;
    return (
      <Plain
        value={draft.value}
        readOnly={readOnly}
        label={label}
        invalid={invalid}
        placeholder={placeholder}
        onValueChange={draft.change}
        onBlur={draft.finish}
      />
    );
  }
  return (
    <BindableText
      value={draft.value}
      onChange={(text) => {
        if (draft.value === '' && text === '=') onExpression();
        else draft.change(text);
      }}
      onBlur={draft.finish}
      label={label}
      host={host}
      invalid={invalid}
      multiline={multiline}
      readOnly={readOnly}
      placeholder={placeholder}
      startAsExpression={startAsExpression}
      preview
    />
  );
}
