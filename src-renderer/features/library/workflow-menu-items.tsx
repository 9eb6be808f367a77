import type { LibraryEntry } from '@shared/ipc/library';
import { CopyPlus, Download, FolderOpen, PencilLine, Trash2 } from 'lucide-react';
import { MenuItem } from '../../ui/menu-item';
import { MenuSeparator } from '../../ui/menu-separator';
import { openWorkflow } from './open-workflow';
import { deleteWorkflow, duplicateWorkflow, exportWorkflow } from './workflow-actions';

export interface WorkflowMenuItemsProps {
  readonly entry: LibraryEntry;
  readonly onRename: (entry: LibraryEntry) => void;
}

/** What can be done with a workflow, for its button and for the right click. */
export function WorkflowMenuItems({ entry, onRename }: WorkflowMenuItemsProps) {
  return (
    <>
      <MenuItem icon={<FolderOpen />} shortcut="Enter" onSelect={() => void openWorkflow(entry.id)}>
        Open
      </MenuItem>
      <MenuItem icon={<PencilLine />} shortcut="F2" onSelect={() => onRename(entry)}>
        Rename…
      </MenuItem>
      <MenuItem icon={<CopyPlus />} shortcut="Mod+D" onSelect={() => void duplicateWorkflow(entry)}>
        Duplicate
      </MenuItem>
      <MenuItem icon={<Download />} onSelect={() => void exportWorkflow(entry.id)}>
        Export a copy…
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={<Trash2 />}
        shortcut="Delete"
        danger
        onSelect={() => void deleteWorkflow(entry)}
      >
        Delete
      </MenuItem>
    </>
  );
}
