import { Menu as BaseMenu } from '@base-ui/react/menu';
import { type ReactNode, useMemo } from 'react';
import css from './menu.module.css';

export interface PointMenuProps {
  /** Where in the window it opens, in client pixels; closed when null. */
  readonly at: { readonly x: number; readonly y: number } | null;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const longMenus = { side: 'flip', align: 'shift', fallbackAxisSide: 'none' } as const;

/** A menu that opens at a point: for canvases and trees that handle the right click themselves. */
export function PointMenu({ at, onClose, children }: PointMenuProps) {
  const anchor = useMemo(
    () => ({ getBoundingClientRect: () => new DOMRect(at?.x ?? 0, at?.y ?? 0, 0, 0) }),
    [at],
  );
  return (
    <BaseMenu.Root open={at !== null} modal={false} onOpenChange={(open) => !open && onClose()}>
      <BaseMenu.Portal>
        <BaseMenu.Positioner
          anchor={anchor}
          align="start"
          side="right"
          sideOffset={2}
          // A long one has the whole height of the window, wherever it was opened.
          collisionAvoidance={longMenus}
          className={css.positioner}
        >
          <BaseMenu.Popup className={css.popup}>{children}</BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}
