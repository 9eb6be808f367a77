import { Palette } from 'lucide-react';
import type { StepId } from '@shared/workflow/model';
import { MenuCheckItem } from '../../../ui/menu-check-item';
import { Submenu } from '../../../ui/submenu';
import { setColor } from '../edits';
import { nodeOf } from '../view';

export interface NoteColoursProps {
  readonly step: StepId;
}

const colours = [
  { name: 'yellow', title: 'Yellow' },
  { name: 'blue', title: 'Blue' },
  { name: 'green', title: 'Green' },
  { name: 'pink', title: 'Pink' },
  { name: 'grey', title: 'Grey' },
] as const;

/** The paper a note is written on. */
export function NoteColours({ step }: NoteColoursProps) {
  const current = nodeOf(step)?.data.color ?? 'yellow';
  return (
    <Submenu label="Colour" icon={<Palette size={14} />}>
      {colours.map(({ name, title }) => (
        <MenuCheckItem
          key={name}
          checked={name === current}
          onCheckedChange={() => setColor(step, name)}
        >
          {title}
        </MenuCheckItem>
      ))}
    </Submenu>
  );
}
