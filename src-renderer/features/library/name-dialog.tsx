import { useState } from 'react';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { TextField } from '../../ui/text-field';

export interface NameDialogProps {
  readonly title: string;
  readonly confirmLabel: string;
  /** The name so far. */
  readonly name?: string;
  readonly help?: string;
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
}

/** Asks for one name. */
export function NameDialog({
  title,
  confirmLabel,
  name = '',
  help,
  onName,
  onClose,
}: NameDialogProps) {
  const [text, setText] = useState(name);
  const wanted = text.trim();

  function confirm(): void {
    if (wanted === '') return;
    onClose();
    if (wanted !== name) onName(wanted);
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      size="sm"
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" disabled={wanted === ''} onClick={confirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <Field label="Name" help={help}>
        <TextField
          value={text}
          onValueChange={setText}
          maxLength={200}
          onFocus={(event) => event.currentTarget.select()}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // The focus goes back to a row: the key must not press that.
            event.preventDefault();
            confirm();
          }}
        />
      </Field>
    </Dialog>
  );
}
