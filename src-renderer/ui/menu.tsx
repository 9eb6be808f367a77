import { Menu as BaseMenu } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import css from './menu.module.css';

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  readonly align?: 'start' | 'center' | 'end';
  readonly onOpenChange?: (open: boolean) => void;
  /** `MenuItem`, `MenuSeparator`, `MenuLabel`, `MenuCheckItem`, `Submenu`. */
  readonly children: ReactNode;
}

export function Menu({
  trigger,
  side = 'bottom',
  align = 'start',
  onOpenChange,
  children,
}: MenuProps) {
  return (
    <BaseMenu.Root
      modal={false}
      {...(onOpenChange && { onOpenChange: (open) => onOpenChange(open) })}
    >
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner side={side} align={align} sideOffset={4} className={css.positioner}>
          <BaseMenu.Popup className={css.popup}>{children}</BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}
