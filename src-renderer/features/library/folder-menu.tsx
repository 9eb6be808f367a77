import { Ellipsis, FolderMinus, FolderPlus, PencilLine } from 'lucide-react';
import { IconButton } from '../../ui/icon-button';
import { Menu } from '../../ui/menu';
import { MenuItem } from '../../ui/menu-item';
import { askLibrary } from './library-dialogs-store';
import { removeFolder } from './organise';

export interface FolderMenuProps {
  readonly path: string;
}

/** What can be done with a folder of the library. */
export function FolderMenu({ path }: FolderMenuProps) {
  return (
    <Menu
      trigger={
        <IconButton label={`More for the folder ${path}`} size="sm">
          <Ellipsis />
        </IconButton>
      }
    >
      <FolderMenuItems path={path} />
    </Menu>
  );
}

export function FolderMenuItems({ path }: FolderMenuProps) {
  return (
    <>
      <MenuItem icon={<PencilLine />} onSelect={() => askLibrary({ type: 'rename-folder', path })}>
        Rename…
      </MenuItem>
      <MenuItem
        icon={<FolderPlus />}
        onSelect={() => askLibrary({ type: 'new-folder', around: path })}
      >
        New folder inside…
      </MenuItem>
      <MenuItem icon={<FolderMinus />} onSelect={() => void removeFolder(path)}>
        Remove folder
      </MenuItem>
    </>
  );
}
