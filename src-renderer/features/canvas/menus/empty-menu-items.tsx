import { ClipboardPaste, Plus, StickyNote } from 'lucide-react';
import { allStepDefinitions } from '@shared/steps';
import { MenuItem } from '../../../ui/menu-item';
import { MenuSeparator } from '../../../ui/menu-separator';
import type { MenuRequest } from '../canvas-store';
import { canvasCommands } from '../commands/canvas-commands';
import { isEditable } from '../document-view';
import { pasteFromClipboard } from '../fragments';
import { insertStep } from '../insert-step';
import { openPalette } from '../open-palette';
import { CommandItem } from './command-item';

export interface EmptyMenuItemsProps {
  readonly request: Extract<MenuRequest, { target: 'empty' }>;
}

export function EmptyMenuItems({ request }: EmptyMenuItemsProps) {
  const { at, place, parent } = request;
  const editable = isEditable();
  const note = allStepDefinitions.find((definition) => definition.annotation);
  return (
    <>
      <MenuItem
        icon={<Plus size={14} />}
        shortcut="N"
        disabled={!editable}
        onSelect={() => openPalette({ at, place, parent })}
      >
        Add a step…
      </MenuItem>
      <MenuItem
        icon={<ClipboardPaste size={14} />}
        shortcut="Mod+V"
        disabled={!editable}
        onSelect={() => void pasteFromClipboard(place)}
      >
        Paste
      </MenuItem>
      {note && (
        <MenuItem
          icon={<StickyNote size={14} />}
          shortcut="Shift+S"
          disabled={!editable}
          onSelect={() => insertStep(note, { place, parent })}
        >
          Note
        </MenuItem>
      )}
      <CommandItem command={canvasCommands.find((command) => command.id === 'canvas.tidyUp')} />
      <MenuSeparator />
      <CommandItem command={canvasCommands.find((command) => command.id === 'canvas.selectAll')}>
        Select all
      </CommandItem>
      <CommandItem command={canvasCommands.find((command) => command.id === 'canvas.fit')}>
        Fit in view
      </CommandItem>
    </>
  );
}
