import { Switch as BaseSwitch } from '@base-ui/react/switch';
import type { ReactNode } from 'react';
import css from './switch.module.css';

export interface SwitchProps {
  readonly checked: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
  /** Words beside it; leave out inside a `Field`. */
  readonly children?: ReactNode;
  /** Its name when there are no words and no `Field`. */
  readonly label?: string;
  readonly disabled?: boolean;
}

export function Switch({
  checked,
  onCheckedChange,
  children,
  label,
  disabled = false,
}: SwitchProps) {
  const control = (
    <BaseSwitch.Root
      checked={checked}
      onCheckedChange={(next) => onCheckedChange(next)}
      disabled={disabled}
      aria-label={label}
      className={css.track}
    >
      <BaseSwitch.Thumb className={css.thumb} />
    </BaseSwitch.Root>
  );
  if (children === undefined) return control;
  return (
    <label className={css.row}>
      {control}
      <span>{children}</span>
    </label>
  );
}
