import { Palette, PenLine, SquareDashed, Ungroup } from 'lucide-react';
import { MenuCheckItem } from '../../../ui/menu-check-item';
import { MenuItem } from '../../../ui/menu-item';
import { MenuSeparator } from '../../../ui/menu-separator';
import { Submenu } from '../../../ui/submenu';
import { isEditable } from '../document-view';
import {
  currentGroups,
  renameGroup,
  selectGroup,
  setGroupColour,
  ungroup,
} from '../groups/group-actions';
import { groupColours } from '../model/groups';

export interface GroupMenuItemsProps {
  readonly group: string;
}

export function GroupMenuItems({ group: id }: GroupMenuItemsProps) {
  const group = currentGroups().find((candidate) => candidate.id === id);
  if (!group) return null;
  const disabled = !isEditable();
  return (
    <>
      <MenuItem icon={<SquareDashed size={14} />} onSelect={() => selectGroup(group)}>
        Select its steps
      </MenuItem>
      <MenuItem icon={<PenLine size={14} />} disabled={disabled} onSelect={() => renameGroup(id)}>
        Rename
      </MenuItem>
      <Submenu label="Colour" icon={<Palette size={14} />}>
        {groupColours.map((colour) => (
          <MenuCheckItem
            key={colour}
            checked={colour === (group.color ?? 'grey')}
            onCheckedChange={() => setGroupColour(group, colour)}
          >
            {colour.charAt(0).toUpperCase() + colour.slice(1)}
          </MenuCheckItem>
        ))}
      </Submenu>
      <MenuSeparator />
      <MenuItem
        icon={<Ungroup size={14} />}
        shortcut="Mod+Shift+G"
        disabled={disabled}
        onSelect={() => ungroup([group])}
      >
        Ungroup
      </MenuItem>
    </>
  );
}
