import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { useShownShortcut } from './command-keys';
import { Kbd } from './kbd';
import css from './tooltip.module.css';

export interface TooltipProps {
  readonly content: ReactNode;
  readonly shortcut?: string | undefined;
  /** The id of the command it stands for: its shortcut is shown as it is now. */
  readonly command?: string | undefined;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  readonly delay?: number;
  /** The element it explains; it must pass props and ref on. */
  readonly children: ReactElement;
}

/** Words on hover and focus. Needs a `TooltipProvider` above for the shared delay. */
export function Tooltip({
  content,
  shortcut,
  command,
  side = 'bottom',
  delay = 400,
  children,
}: TooltipProps) {
  const shown = useShownShortcut(shortcut, command);
  return (
    <BaseTooltip.Root
      disableHoverablePopup
      onOpenChange={(open, details) => {
        // Escape means the dialog or the field, not the words at the button in it.
        if (!open && details.reason === 'escape-key') details.allowPropagation();
      }}
    >
      <BaseTooltip.Trigger delay={delay} render={children} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner side={side} sideOffset={6} className={css.positioner}>
          <BaseTooltip.Popup className={css.popup}>
            {content}
            {shown && <Kbd shortcut={shown} />}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}

export const TooltipProvider = BaseTooltip.Provider;
