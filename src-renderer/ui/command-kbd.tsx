import { useShownShortcut } from './command-keys';
import { Kbd } from './kbd';

export interface CommandKbdProps {
  readonly command: string;
}

/** The keys of a command within a sentence; nothing when it has none. */
export function CommandKbd({ command }: CommandKbdProps) {
  const shortcut = useShownShortcut(undefined, command);
  return shortcut && <Kbd shortcut={shortcut} />;
}
