import { Hash } from 'lucide-react';
import type { StepId } from '@shared/workflow/model';
import { MenuItem } from '../../../ui/menu-item';
import { MenuSeparator } from '../../../ui/menu-separator';
import { canvasCommands } from '../commands/canvas-commands';
import { isPinned } from '../commands/step-commands';
import { selectedSteps } from '../document-view';
import { currentIndex, definitionOf } from '../view';
import { CommandItem } from './command-item';
import { NoteColours } from './note-colours';

export interface StepMenuItemsProps {
  readonly step: StepId;
}

function command(id: string) {
  return canvasCommands.find((candidate) => candidate.id === id);
}

export function StepMenuItems({ step }: StepMenuItemsProps) {
  const many = selectedSteps().length > 1;
  const runs = !definitionOf(step)?.annotation;
  const disabled = currentIndex().steps.get(step)?.step.disabled ?? false;
  return (
    <>
      <CommandItem command={command('canvas.openStep')}>Open</CommandItem>
      <MenuSeparator />
      {runs && !many && (
        <CommandItem command={command('canvas.togglePin')}>
          {isPinned(step) ? 'Unpin output' : 'Pin output'}
        </CommandItem>
      )}
      {runs && (
        <CommandItem command={command('canvas.toggleDisabled')}>
          {disabled ? 'Enable' : 'Disable'}
        </CommandItem>
      )}
      {runs && <MenuSeparator />}
      <CommandItem command={command('canvas.copy')}>Copy</CommandItem>
      <CommandItem command={command('canvas.cut')}>Cut</CommandItem>
      <CommandItem command={command('canvas.duplicate')}>Duplicate</CommandItem>
      {!many && <CommandItem command={command('canvas.renameStep')}>Rename</CommandItem>}
      <MenuSeparator />
      {!many && (
        <MenuItem
          icon={<Hash size={14} />}
          onSelect={() => void navigator.clipboard.writeText(step)}
        >
          Copy id
        </MenuItem>
      )}
      {!runs && !many && <NoteColours step={step} />}
      {many && <CommandItem command={command('canvas.tidyUp')}>Tidy up selection</CommandItem>}
      <MenuSeparator />
      <CommandItem command={command('canvas.delete')} danger>
        Delete
      </CommandItem>
    </>
  );
}
