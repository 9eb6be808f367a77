import { Menu as BaseMenu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { useShownShortcut } from './command-keys';
import { Kbd } from './kbd';
import css from './menu.module.css';

export interface MenuItemProps {
  readonly icon?: ReactNode;
  readonly shortcut?: string | undefined;
  /** The id of the command it stands for: its shortcut is shown as it is now. */
  readonly command?: string | undefined;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

export function MenuItem({
  icon,
  shortcut,
  command,
  danger = false,
  disabled = false,
  onSelect,
  children,
}: MenuItemProps) {
  const shown = useShownShortcut(shortcut, command);
  return (
    <BaseMenu.Item
      className={classNames(css.item, danger && css.danger)}
      disabled={disabled}
      onClick={onSelect}
    >
      <span className={css.icon}>{icon}</span>
      <span className={css.label}>{children}</span>
      {shown && <Kbd shortcut={shown} />}
    </BaseMenu.Item>
  );
}
