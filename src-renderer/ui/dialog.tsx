import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { classNames } from './class-names';
import { IconButton } from './icon-button';
import css from './dialog.module.css';

export interface DialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly size?: 'sm' | 'md' | 'lg' | 'xl' | 'wide';
  /** Buttons, the primary one last. */
  readonly footer?: ReactNode;
  readonly children?: ReactNode;
}

export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  size = 'md',
  footer,
  children,
}: DialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={css.backdrop} />
        <BaseDialog.Popup
          ref={popup}
          // What says so, or the first field; else the dialog itself, not its close button.
          initialFocus={() =>
            popup.current?.querySelector<HTMLElement>('[data-autofocus]') ??
            popup.current?.querySelector<HTMLElement>('input, textarea') ??
            popup.current
          }
          className={classNames(css.popup, css[size])}
          onKeyDown={(event) => {
            // From any field, also one in which Enter means a new line.
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            popup.current?.querySelector<HTMLElement>('footer [type="submit"]')?.click();
          }}
        >
          <header className={css.header}>
            <BaseDialog.Title className={css.title}>{title}</BaseDialog.Title>
            <BaseDialog.Close
              render={
                <IconButton label="Close" size="sm">
                  <X />
                </IconButton>
              }
            />
          </header>
          {description && (
            <BaseDialog.Description className={css.description}>
              {description}
            </BaseDialog.Description>
          )}
          {children && <div className={css.body}>{children}</div>}
          {footer && <footer className={css.footer}>{footer}</footer>}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
