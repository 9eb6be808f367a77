import type { LibraryEntry } from '@shared/ipc/library';
import { useState } from 'react';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { TextField } from '../../ui/text-field';
import { renameWorkflow } from './rename-workflow';

export interface RenameDialogProps {
  readonly entry: LibraryEntry;
  readonly onClose: () => void;
}

export function RenameDialog({ entry, onClose }: RenameDialogProps) {
  const [name, setName] = useState(entry.name);
  const wanted = name.trim();

  function rename(): void {
    if (wanted === '') return;
    onClose();
    if (wanted !== entry.name) void renameWorkflow(entry.id, wanted);
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Rename workflow"
      size="sm"
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" disabled={wanted === ''} onClick={rename}>
            Rename
          </Button>
        </>
      }
    >
      <Field label="Name" error={wanted === '' && 'A workflow needs a name.'}>
        <TextField
          value={name}
          onValueChange={setName}
          maxLength={200}
          autoFocus
          onFocus={(event) => event.currentTarget.select()}
          onKeyDown={(event) => {
            if (event.key === 'Enter') rename();
          }}
        />
      </Field>
    </Dialog>
  );
}
