import { Combobox } from '../../../ui/combobox';
import { useForm } from '../form/form-context';
import { secretName, secretReference } from '../form/secret-reference';
import { useWorkflowNames } from '../use-workflow-names';
import css from './secret-widget.module.css';
import { TextWidget } from './text-widget';
import type { WidgetProps } from './widget-props';

/** A secret by name: the file holds `{{ secrets.name }}`, never the value. */
export function SecretWidget(props: WidgetProps) {
  const { value, label, onChange } = props;
  const { readOnly } = useForm();
  const { secrets } = useWorkflowNames();
  const name = secretName(value);
  const known = name === null || secrets.includes(name) ? secrets : [...secrets, name];
  if (value !== undefined && value !== '' && name === null) {
    return (
      <>
        <TextWidget {...props} />
        <p className={css.warning}>
          This is written into the file as it stands. Choose a secret instead, so that it stays on
          this machine.
        </p>
      </>
    );
  }
  if (known.length === 0) return <TextWidget {...props} />;
  return (
    <Combobox
      label={label}
      value={name}
      options={known.map((secret) => ({ value: secret, label: secret }))}
      placeholder="Choose a secret"
      emptyText="No such secret; name it in the workflow's settings"
      disabled={readOnly}
      onValueChange={(secret) => onChange(secret === null ? undefined : secretReference(secret))}
    />
  );
}
