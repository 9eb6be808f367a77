import type { Settings } from '@shared/ipc/settings';
import { readShortcuts } from '@shared/keys/shortcut';

/** What the settings say about shortcuts. */
export interface Keymap {
  /** By command; a command that is not in here has its usual ones. */
  readonly changed: ReadonlyMap<string, readonly string[]>;
  /** Commands whose stored shortcuts cannot be read: they keep their usual ones. */
  readonly unreadable: readonly string[];
}

let last: { readonly keys: Settings['keys']; readonly keymap: Keymap } | null = null;

/** Read on every key press, so the reading of the same settings is kept. */
export function keymapOf(keys: Settings['keys']): Keymap {
  if (last?.keys !== keys) last = { keys, keymap: readKeymap(keys) };
  return last.keymap;
}

function readKeymap(keys: Settings['keys']): Keymap {
  const changed = new Map<string, readonly string[]>();
  const unreadable: string[] = [];
  for (const [command, stored] of Object.entries(keys)) {
    if (stored === null) continue;
    const shortcuts = readShortcuts(stored);
    if (shortcuts) changed.set(command, shortcuts);
    else unreadable.push(command);
  }
  return { changed, unreadable };
}
