import { createContext, useContext } from 'react';

/** The shortcut of a command as it is now: the user can change them. The app fills it in. */
export type CommandKeys = (command: string) => string | undefined;

export const CommandKeysContext = createContext<CommandKeys>(() => undefined);

/** The shortcut to show: the command's own, or one that belongs to a place and never changes. */
export function useShownShortcut(
  shortcut: string | undefined,
  command: string | undefined,
): string | undefined {
  const keys = useContext(CommandKeysContext);
  return command === undefined ? shortcut : keys(command);
}
