import { Switch } from '../../../ui/switch';
import { useForm } from '../form/form-context';
import type { WidgetProps } from './widget-props';

export function SwitchWidget({ field, value, onChange }: WidgetProps) {
  const { readOnly } = useForm();
  const fallback = field.defaultValue === true;
  return (
    <Switch
      checked={typeof value === 'boolean' ? value : fallback}
      disabled={readOnly}
      // The default is not written into the file; going back to it takes the setting out again.
      onCheckedChange={(checked) => onChange(checked === fallback ? undefined : checked)}
    />
  );
}
