import { Select } from '../../../ui/select';
import { Switch } from '../../../ui/switch';
import { TextArea } from '../../../ui/text-area';
import { TextField } from '../../../ui/text-field';
import type { InputField } from './input-fields';

export interface InputControlProps {
  readonly field: InputField;
  readonly value: string | boolean;
  readonly onChange: (value: string | boolean) => void;
}

/** The control of one input field. */
export function InputControl({ field, value, onChange }: InputControlProps) {
  const text = typeof value === 'string' ? value : '';
  switch (field.widget) {
    case 'switch':
      return <Switch checked={value === true} onCheckedChange={onChange} />;
    case 'select':
      return (
        <Select
          value={text === '' ? null : text}
          options={field.options.map((option) => ({
            value: JSON.stringify(option),
            label: typeof option === 'string' ? option : JSON.stringify(option),
          }))}
          onValueChange={onChange}
        />
      );
    case 'json':
      return <TextArea value={text} onValueChange={onChange} mono rows={6} />;
    case 'multiline':
      return <TextArea value={text} onValueChange={onChange} rows={4} />;
    case 'date':
      return <TextField value={text} onValueChange={onChange} type="date" />;
    case 'number':
      return <TextField value={text} onValueChange={onChange} inputMode="decimal" />;
    case 'text':
      return <TextField value={text} onValueChange={onChange} />;
  }
}
