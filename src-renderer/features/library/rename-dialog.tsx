import type { LibraryEntry } from '@shared/ipc/library';
import { NameDialog } from './name-dialog';
import { renameWorkflow } from './rename-workflow';

export interface RenameDialogProps {
  readonly entry: LibraryEntry;
  readonly onClose: () => void;
}

export function RenameDialog({ entry, onClose }: RenameDialogProps) {
  return (
    <NameDialog
      title="Rename workflow"
      confirmLabel="Rename"
      name={entry.name}
      onName={(name) => void renameWorkflow(entry.id, name)}
      onClose={onClose}
    />
  );
}
