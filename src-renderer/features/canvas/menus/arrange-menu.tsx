import { LayoutGrid } from 'lucide-react';
import { MenuSeparator } from '../../../ui/menu-separator';
import { Submenu } from '../../../ui/submenu';
import { arrangeCommands } from '../commands/arrange-commands';
import { canvasCommands } from '../commands/canvas-commands';
import { CommandItem } from './command-item';

/** Align, distribute and tidy up, for several selected steps. */
export function ArrangeMenu() {
  return (
    <Submenu label="Arrange" icon={<LayoutGrid size={14} />}>
      {arrangeCommands.map((command) => (
        <CommandItem key={command.id} command={command} />
      ))}
      <MenuSeparator />
      <CommandItem command={canvasCommands.find(({ id }) => id === 'canvas.tidyUp')}>
        Tidy up selection
      </CommandItem>
    </Submenu>
  );
}
