import { MenuItem } from '../../../ui/menu-item';
import type { Command } from '../../../app/commands/command';

export interface CommandItemProps {
  readonly command: Command | undefined;
  /** Words that fit the place better than the command's own. */
  readonly children?: string;
  readonly danger?: boolean;
}

/** A command in a menu: its icon, words and shortcut, greyed when it cannot run now. */
export function CommandItem({ command, children, danger = false }: CommandItemProps) {
  if (!command) return null;
  const { icon: Icon, isEnabled } = command;
  return (
    <MenuItem
      icon={Icon && <Icon size={14} />}
      command={command.id}
      disabled={isEnabled?.() === false}
      danger={danger}
      onSelect={() => void command.run()}
    >
      {children ?? command.title}
    </MenuItem>
  );
}
