import { ContextMenu as BaseContextMenu } from '@base-ui/react/context-menu';
import type { ReactElement, ReactNode } from 'react';
import css from './menu.module.css';

export interface ContextMenuProps {
  /** The same items as in a `Menu`. */
  readonly items: ReactNode;
  readonly onOpenChange?: (open: boolean) => void;
  /** The element that is right-clicked (or Shift+F10 on it); it must pass props and ref on. */
  readonly children: ReactElement;
}

export function ContextMenu({ items, onOpenChange, children }: ContextMenuProps) {
  return (
    <BaseContextMenu.Root {...(onOpenChange && { onOpenChange: (open) => onOpenChange(open) })}>
      <BaseContextMenu.Trigger render={children} />
      <BaseContextMenu.Portal>
        <BaseContextMenu.Positioner className={css.positioner}>
          <BaseContextMenu.Popup className={css.popup}>{items}</BaseContextMenu.Popup>
        </BaseContextMenu.Positioner>
      </BaseContextMenu.Portal>
    </BaseContextMenu.Root>
  );
}
