import { Menu as BaseMenu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import css from './menu.module.css';

export interface MenuGroupProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** Items under a heading. */
export function MenuGroup({ label, children }: MenuGroupProps) {
  return (
    <BaseMenu.Group>
      <BaseMenu.GroupLabel className={css.groupLabel}>{label}</BaseMenu.GroupLabel>
      {children}
    </BaseMenu.Group>
  );
}
