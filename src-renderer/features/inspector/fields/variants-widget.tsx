import { isJsonObject } from '@shared/lib/json';
import { Select } from '../../../ui/select';
import { useForm } from '../form/form-context';
import css from './object-widget.module.css';
import type { WidgetProps } from './widget-props';

const unset = 'unset';

/** An object that may look one of several ways: a choice, then the members of that choice. */
export function VariantsWidget({ field, path, value, label, onChange, Setting }: WidgetProps) {
  const { readOnly } = useForm();
  const { discriminator = 'type', variants } = field;
  const chosen = isJsonObject(value) ? value[discriminator] : undefined;
  const current = variants.find((variant) => variant.value === chosen);
  const options = [
    ...(field.required ? [] : [{ value: unset, label: 'None' }]),
    ...variants.map((variant) => ({ value: JSON.stringify(variant.value), label: variant.label })),
  ];
  return (
    <div className={css.members}>
      <Select
        label={label}
        value={current ? JSON.stringify(current.value) : field.required ? null : unset}
        options={options}
        disabled={readOnly}
        onValueChange={(key) => {
          const next = variants.find((variant) => JSON.stringify(variant.value) === key);
          onChange(next ? { [discriminator]: next.value } : undefined);
        }}
      />
      {current?.fields.map((member) => (
        <Setting key={member.key} field={member} path={[...path, member.key]} compact />
      ))}
    </div>
  );
}
