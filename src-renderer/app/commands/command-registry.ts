import type { ShortcutPlatform } from '../../ui/platform';
import type { Command, CommandScope } from './command';
import { isInScope, type KeyContext } from './key-context';
import { isPlainKey, type KeyPress, matchesShortcut } from './match-shortcut';

export interface CommandRegistry {
  readonly all: readonly Command[];
  find(id: string): Command | undefined;
  /** The shortcuts a command has now, the one to show first. */
  shortcutsOf(command: Command): readonly string[];
  /** Runs a command by id; answers false when there is none or it is not enabled. */
  run(id: string): boolean;
  /** The enabled command a key press means there, the most specific scope first. */
  match(press: KeyPress, context: KeyContext): Command | undefined;
}

export interface CommandRegistryDeps {
  readonly platform: () => ShortcutPlatform;
  /** Shortcuts that the user changed, by command; they take the place of the usual ones. */
  readonly changedShortcuts: () => ReadonlyMap<string, readonly string[]>;
  /** What was typed and waits to be taken over is taken over first. */
  readonly beforeRun: () => void;
  /** A command failed: the user is told. */
  readonly onError: (error: unknown, command: Command) => void;
}

const specificity: Readonly<Record<CommandScope, number>> = { canvas: 0, list: 1, global: 2 };

export function createCommandRegistry(
  commands: readonly Command[],
  deps: CommandRegistryDeps,
): CommandRegistry {
  const byId = new Map<string, Command>();
  for (const command of commands) {
    if (byId.has(command.id)) {
      throw new Error(`Two commands have the id "${command.id}": give one of them another.`);
    }
    byId.set(command.id, command);
  }
  const bySpecificity = [...commands].sort(
    (a, b) => specificity[scopeOf(a)] - specificity[scopeOf(b)],
  );

  function shortcutsOf(command: Command): readonly string[] {
    return deps.changedShortcuts().get(command.id) ?? usualShortcuts(command);
  }

  function run(id: string): boolean {
    const command = byId.get(id);
    if (!command || !isEnabled(command)) return false;
    runCommand(command, deps);
    return true;
  }

  function match(press: KeyPress, context: KeyContext): Command | undefined {
    return bySpecificity.find((command) =>
      shortcutsOf(command).some(
        (shortcut) =>
          isInScope(scopeOf(command), context, isPlainKey(shortcut)) &&
          matchesShortcut(shortcut, press, deps.platform()) &&
          isEnabled(command),
      ),
    );
  }

  return { all: commands, find: (id) => byId.get(id), shortcutsOf, run, match };
}

function runCommand(command: Command, { beforeRun, onError }: CommandRegistryDeps): void {
  try {
    beforeRun();
    const outcome = command.run();
    if (outcome) outcome.catch((error: unknown) => onError(error, command));
  } catch (error) {
    onError(error, command);
  }
}

export function isEnabled(command: Command): boolean {
  return command.isEnabled?.() ?? true;
}

/** What a command comes with. */
export function usualShortcuts(command: Command): readonly string[] {
  if (command.shortcut === undefined) return [];
  return typeof command.shortcut === 'string' ? [command.shortcut] : command.shortcut;
}

export function scopeOf(command: Command): CommandScope {
  return command.scope ?? 'global';
}
