import { AlertDialog } from '@base-ui/react/alert-dialog';
import type { ReactNode } from 'react';
import { Button } from './button';
import { classNames } from './class-names';
import css from './dialog.module.css';

export interface ConfirmDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** The question, as a sentence. */
  readonly title: string;
  /** What happens, and whether it can be taken back. */
  readonly message: ReactNode;
  /** A verb: `Delete run`. */
  readonly confirmLabel: string;
  readonly cancelLabel?: string;
  readonly danger?: boolean;
  readonly onConfirm: () => void;
  /** A further way out, e.g. `Discard` beside `Save`. */
  readonly extra?: { readonly label: string; readonly onSelect: () => void };
}

export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  message,
  confirmLabel,
  cancelLabel = 'Cancel',
  danger = false,
  onConfirm,
  extra,
}: ConfirmDialogProps) {
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={css.backdrop} />
        <AlertDialog.Popup className={classNames(css.popup, css.sm)}>
          <header className={css.header}>
            <AlertDialog.Title className={css.title}>{title}</AlertDialog.Title>
          </header>
          <AlertDialog.Description className={css.description}>{message}</AlertDialog.Description>
          <footer className={css.footer}>
            <AlertDialog.Close render={<Button variant="ghost">{cancelLabel}</Button>} />
            {extra && (
              <Button
                onClick={() => {
                  onOpenChange(false);
                  extra.onSelect();
                }}
              >
                {extra.label}
              </Button>
            )}
            <Button
              variant={danger ? 'danger' : 'primary'}
              onClick={() => {
                onOpenChange(false);
                onConfirm();
              }}
            >
              {confirmLabel}
            </Button>
          </footer>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
