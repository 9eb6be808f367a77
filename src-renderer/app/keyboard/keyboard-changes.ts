import type { Settings } from '@shared/ipc/settings';
import { splitShortcut } from '@shared/keys/shortcut';
import type { Command } from '../commands/command';
import { type CommandRegistry, scopeOf, usualShortcuts } from '../commands/command-registry';
import { isPlainKey } from '../commands/match-shortcut';

type Registry = Pick<CommandRegistry, 'all' | 'shortcutsOf'>;

/** Keys that a text, a list or a button needs for itself. */
const textKeys = new Set(['Mod+A', 'Mod+C', 'Mod+V', 'Mod+X', 'Mod+Z']);
const widgetKeys =
  /^(Enter|Space|Tab|Escape|Backspace|Delete|Home|End|Page(Up|Down)|Arrow\w+|ContextMenu)$/;

/** Why a command cannot have this shortcut; null when it can. */
export function refusal(shortcut: string, command: Command): string | null {
  if (scopeOf(command) === 'canvas') return null;
  if (scopeOf(command) === 'global' && textKeys.has(shortcut)) {
    return 'Texts need these keys for themselves. Press others.';
  }
  const key = splitShortcut(shortcut).at(-1) ?? '';
  if (isPlainKey(shortcut) && widgetKeys.test(key)) {
    return 'Fields, lists and buttons need this key. Hold Ctrl or Alt with it, or press another.';
  }
  return null;
}

/** The other commands that answer to a shortcut now, but for those made to share it. */
export function conflictsOf(shortcut: string, command: Command, registry: Registry): Command[] {
  const shared = usualShortcuts(command).includes(shortcut);
  return registry.all.filter(
    (other) =>
      other.id !== command.id &&
      registry.shortcutsOf(other).includes(shortcut) &&
      !(shared && usualShortcuts(other).includes(shortcut)),
  );
}

/** What to store so that a command has this shortcut alone, and no other command has it any more. */
export function assign(
  shortcut: string,
  command: Command,
  registry: Registry,
): Record<string, string[]> {
  const changes: Record<string, string[]> = { [command.id]: [shortcut] };
  for (const other of conflictsOf(shortcut, command, registry)) {
    changes[other.id] = registry.shortcutsOf(other).filter((one) => one !== shortcut);
  }
  return changes;
}

/** What to store so that every command has its usual shortcuts again. */
export function resetAll(keys: Settings['keys']): Settings['keys'] {
  return Object.fromEntries(Object.keys(keys).map((command) => [command, null]));
}
