import type { LibraryEntry } from '@shared/ipc/library';
import {
  CopyPlus,
  Download,
  FolderInput,
  FolderOpen,
  FolderSearch,
  History,
  PencilLine,
  Star,
  Tag,
  Trash2,
} from 'lucide-react';
import { MenuItem } from '../../ui/menu-item';
import { MenuSeparator } from '../../ui/menu-separator';
import { exportWorkflow } from './export-workflow';
import { askLibrary } from './library-dialogs-store';
import { openWorkflow } from './open-workflow';
import { toggleFavourite } from './organise';
import { showInFolder } from './show-in-folder';
import { showVersions } from './versions-store';
import { deleteWorkflows, duplicateWorkflows } from './workflow-actions';

export interface WorkflowMenuItemsProps {
  readonly entry: LibraryEntry;
  /** What the items are about: all chosen workflows, or the one alone. */
  readonly targets: readonly LibraryEntry[];
}

/** What can be done with workflows, for the row's button and for the right click. */
export function WorkflowMenuItems({ entry, targets }: WorkflowMenuItemsProps) {
  const several = targets.length > 1;
  return (
    <>
      {!several && (
        <>
          <MenuItem
            icon={<FolderOpen />}
            shortcut="Enter"
            onSelect={() => void openWorkflow(entry.id)}
          >
            Open
          </MenuItem>
          <MenuItem
            icon={<PencilLine />}
            shortcut="F2"
            onSelect={() => askLibrary({ type: 'rename', entry })}
          >
            Rename…
          </MenuItem>
          <MenuItem icon={<History />} onSelect={() => void showVersions(entry)}>
            Versions…
          </MenuItem>
          <MenuSeparator />
        </>
      )}
      <MenuItem icon={<Star />} shortcut="F" onSelect={() => void toggleFavourite(targets)}>
        {targets.every((target) => target.favourite) ? 'Remove from favourites' : 'Favourite'}
      </MenuItem>
      <MenuItem
        icon={<Tag />}
        shortcut="T"
        onSelect={() => askLibrary({ type: 'tags', entries: targets })}
      >
        Tags…
      </MenuItem>
      <MenuItem
        icon={<FolderInput />}
        shortcut="M"
        onSelect={() => askLibrary({ type: 'move', entries: targets })}
      >
        Move to…
      </MenuItem>
      <MenuItem
        icon={<CopyPlus />}
        shortcut="Mod+D"
        onSelect={() => void duplicateWorkflows(targets)}
      >
        Duplicate
      </MenuItem>
      {!several && (
        <MenuItem icon={<Download />} onSelect={() => void exportWorkflow(entry.id)}>
          Export a copy…
        </MenuItem>
      )}
      {!several && entry.path !== null && (
        <MenuItem icon={<FolderSearch />} onSelect={() => void showInFolder(entry.id)}>
          Show in folder
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuItem
        icon={<Trash2 />}
        shortcut="Delete"
        danger
        onSelect={() => void deleteWorkflows(targets)}
      >
        Delete
      </MenuItem>
    </>
  );
}
