import { ClipboardPaste, FileImage, Plus, StickyNote } from 'lucide-react';
import { allStepDefinitions } from '@shared/steps';
import { MenuItem } from '../../../ui/menu-item';
import { MenuSeparator } from '../../../ui/menu-separator';
import { Submenu } from '../../../ui/submenu';
import type { MenuRequest } from '../canvas-store';
import { isEditable } from '../document-view';
import { pasteFromClipboard } from '../fragments';
import { insertStep } from '../insert-step';
import { openPalette } from '../open-palette';
import { canvasCommand as command } from './canvas-command';
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
        command="canvas.addStep"
        disabled={!editable}
        onSelect={() => openPalette({ at, place, parent })}
      >
        Add a step…
      </MenuItem>
      <MenuItem
        icon={<ClipboardPaste size={14} />}
        command="canvas.paste"
        disabled={!editable}
        onSelect={() => void pasteFromClipboard(place)}
      >
        Paste
      </MenuItem>
      {note && (
        <MenuItem
          icon={<StickyNote size={14} />}
          command="canvas.addNote"
          disabled={!editable}
          onSelect={() => insertStep(note, { place, parent })}
        >
          Note
        </MenuItem>
      )}
      <CommandItem command={command('canvas.tidyUp')} />
      <MenuSeparator />
      <CommandItem command={command('canvas.selectAll')}>Select all</CommandItem>
      <CommandItem command={command('canvas.fit')}>Fit in view</CommandItem>
      <MenuSeparator />
      <Submenu label="Export as picture" icon={<FileImage size={14} />}>
        <CommandItem command={command('canvas.export.svg')}>SVG</CommandItem>
        <CommandItem command={command('canvas.export.png')}>PNG</CommandItem>
      </Submenu>
    </>
  );
}
