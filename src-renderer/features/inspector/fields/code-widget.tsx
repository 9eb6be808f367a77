import { CodeEditor } from '../../editors';
import { useForm } from '../form/form-context';
import { useCodeContext } from '../use-code-context';
import { useTextDraft } from './use-text-draft';
import type { WidgetProps } from './widget-props';

/** Source code in the real editor; the language comes from the hint or from another setting. */
export function CodeWidget(props: WidgetProps) {
  const { field, label } = props;
  const { config, readOnly } = useForm();
  const named = field.language === undefined ? undefined : config[field.language];
  const language = typeof named === 'string' ? named : (field.language ?? 'javascript');
  const context = useCodeContext();
  const draft = useTextDraft(
    props,
    (value) => (typeof value === 'string' ? value : ''),
    (text) => ({ type: 'value', value: text }),
  );
  return (
    <CodeEditor
      value={draft.value}
      onChange={draft.change}
      onBlur={draft.finish}
      label={label}
      language={language === 'typescript' ? 'typescript' : 'javascript'}
      context={context}
      readOnly={readOnly}
    />
  );
}
