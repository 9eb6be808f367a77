import { Plus } from 'lucide-react';
import { BreakpointMenuItems, watchStore } from '../../debugger';
import { MenuItem } from '../../../ui/menu-item';
import { MenuSeparator } from '../../../ui/menu-separator';
import { isEditable } from '../document-view';
import type { Point } from '../model/geometry';
import { openPalette } from '../open-palette';
import { canvasCommand } from './canvas-command';
import { CommandItem } from './command-item';

export interface EdgeMenuItemsProps {
  readonly edge: string;
  readonly at: Point;
}

export function EdgeMenuItems({ edge, at }: EdgeMenuItemsProps) {
  return (
    <>
      <BreakpointMenuItems target={{ type: 'wire', edge }} />
      <MenuItem onSelect={() => watchStore.add(`steps.${edge.split('.')[0] ?? ''}`)}>
        Watch value
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={<Plus size={14} />}
        disabled={!isEditable()}
        onSelect={() => openPalette({ at, edge })}
      >
        Insert step…
      </MenuItem>
      <MenuSeparator />
      <CommandItem command={canvasCommand('canvas.delete')} danger>
        Delete
      </CommandItem>
    </>
  );
}
