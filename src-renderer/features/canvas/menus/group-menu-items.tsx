import {
  FoldVertical,
  Palette,
  PenLine,
  SquareDashed,
  UnfoldVertical,
  Ungroup,
} from 'lucide-react';
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
import { isFoldedHere } from '../folding-store';
import { foldGroup } from '../folding';
import { groupKey } from '../model/folded-groups';
import { groupColours } from '../model/groups';
import { currentIndex } from '../view';
import { CommandItem } from './command-item';
import { canvasCommand as command } from './canvas-command';

export interface GroupMenuItemsProps {
  readonly group: string;
}

export function GroupMenuItems({ group: id }: GroupMenuItemsProps) {
  const group = currentGroups().find((candidate) => candidate.id === id);
  if (!group) return null;
  const disabled = !isEditable();
  const folded = isFoldedHere(groupKey(id), group.collapsed ?? false);
  const { steps } = currentIndex();
  const enabled = group.steps.some((step) => steps.get(step)?.step.disabled !== true);
  return (
    <>
      <MenuItem
        icon={folded ? <UnfoldVertical size={14} /> : <FoldVertical size={14} />}
        shortcut={folded ? 'Alt+G' : 'Shift+Alt+G'}
        onSelect={() => foldGroup(group, !folded)}
      >
        {folded ? 'Expand' : 'Collapse'}
      </MenuItem>
      <MenuSeparator />
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
      <CommandItem command={command('canvas.toggleDisabled')}>
        {enabled ? 'Disable its steps' : 'Enable its steps'}
      </CommandItem>
      <CommandItem command={command('canvas.copy')}>Copy</CommandItem>
      <CommandItem command={command('canvas.duplicate')}>Duplicate</CommandItem>
      <CommandItem command={command('canvas.extract')} />
      <MenuSeparator />
      <MenuItem
        icon={<Ungroup size={14} />}
        shortcut="Mod+Shift+G"
        disabled={disabled}
        onSelect={() => ungroup([group])}
      >
        Ungroup
      </MenuItem>
      <CommandItem command={command('canvas.delete')} danger>
        Delete with its steps
      </CommandItem>
    </>
  );
}
