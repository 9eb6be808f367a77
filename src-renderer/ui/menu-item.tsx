import { Menu as BaseMenu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { Kbd } from './kbd';
import css from './menu.module.css';

export interface MenuItemProps {
  readonly icon?: ReactNode;
  readonly shortcut?: string | undefined;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

export function MenuItem({
  icon,
  shortcut,
  danger = false,
  disabled = false,
  onSelect,
  children,
}: MenuItemProps) {
  return (
    <BaseMenu.Item
      className={classNames(css.item, danger && css.danger)}
      disabled={disabled}
      onClick={onSelect}
    >
      <span className={css.icon}>{icon}</span>
      <span className={css.label}>{children}</span>
      {shortcut && <Kbd shortcut={shortcut} />}
    </BaseMenu.Item>
  );
}
