import { Select, type SelectOption } from '../../../ui/select';
import { useForm } from '../form/form-context';
import type { WidgetProps } from './widget-props';

const unset = 'unset';

/** A choice among constants. Options are told apart by their JSON text. */
export function SelectWidget({ field, value, onChange }: WidgetProps) {
  const { readOnly } = useForm();
  const { defaultValue } = field;
  const known = field.options.map((option): SelectOption<string> => ({
    value: JSON.stringify(option.value),
    label: option.label,
  }));
  const current = value ?? defaultValue;
  const currentKey = current === undefined ? null : JSON.stringify(current);
  const foreign = currentKey !== null && !known.some((option) => option.value === currentKey);
  const options: SelectOption<string>[] = [
    ...(defaultValue === undefined && !field.required ? [{ value: unset, label: 'Not set' }] : []),
    ...known,
    // A value the schema does not have stays visible, so that it can be seen to be wrong.
    ...(foreign ? [{ value: currentKey, label: `${currentKey} (unknown)` }] : []),
  ];
  return (
    <Select
      value={currentKey ?? (field.required ? null : unset)}
      options={options}
      disabled={readOnly}
      onValueChange={(key) => {
        const chosen = field.options.find((option) => JSON.stringify(option.value) === key);
        if (key === unset) onChange(undefined);
        else if (chosen) onChange(chosen.value);
      }}
    />
  );
}
