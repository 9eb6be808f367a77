import { Menu as BaseMenu } from '@base-ui/react/menu';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './menu.module.css';

export interface SubmenuProps {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

export function Submenu({ label, icon, disabled = false, children }: SubmenuProps) {
  return (
    <BaseMenu.SubmenuRoot>
      <BaseMenu.SubmenuTrigger className={css.item} disabled={disabled}>
        <span className={css.icon}>{icon}</span>
        <span className={css.label}>{label}</span>
        <ChevronRight className={css.chevron} />
      </BaseMenu.SubmenuTrigger>
      <BaseMenu.Portal>
        <BaseMenu.Positioner sideOffset={2} alignOffset={-4} className={css.positioner}>
          <BaseMenu.Popup className={css.popup}>{children}</BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.SubmenuRoot>
  );
}
