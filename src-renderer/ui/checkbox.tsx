import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox';
import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './checkbox.module.css';

export interface CheckboxProps {
  readonly checked: boolean;
  readonly indeterminate?: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
  readonly children?: ReactNode;
  readonly label?: string;
  readonly disabled?: boolean;
}

export function Checkbox({
  checked,
  indeterminate = false,
  onCheckedChange,
  children,
  label,
  disabled = false,
}: CheckboxProps) {
  const control = (
    <BaseCheckbox.Root
      checked={checked}
      indeterminate={indeterminate}
      onCheckedChange={(next) => onCheckedChange(next)}
      disabled={disabled}
      aria-label={label}
      className={css.box}
    >
      <BaseCheckbox.Indicator className={css.mark}>
        {indeterminate ? <Minus /> : <Check />}
      </BaseCheckbox.Indicator>
    </BaseCheckbox.Root>
  );
  if (children === undefined) return control;
  return (
    <label className={css.row}>
      {control}
      <span>{children}</span>
    </label>
  );
}
