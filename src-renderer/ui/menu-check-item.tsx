import { Menu as BaseMenu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './menu.module.css';

export interface MenuCheckItemProps {
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
  readonly children: ReactNode;
}

export function MenuCheckItem({
  checked,
  disabled = false,
  onCheckedChange,
  children,
}: MenuCheckItemProps) {
  return (
    <BaseMenu.CheckboxItem
      className={css.item}
      checked={checked}
      disabled={disabled}
      onCheckedChange={(next) => onCheckedChange(next)}
    >
      <span className={css.icon}>{checked && <Check />}</span>
      <span className={css.label}>{children}</span>
    </BaseMenu.CheckboxItem>
  );
}
