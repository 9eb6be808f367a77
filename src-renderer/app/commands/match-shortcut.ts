import { splitShortcut } from '@shared/keys/shortcut';
import { type ShortcutPlatform } from '../../ui/platform';

/** What of a key press decides; a KeyboardEvent fits. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Whether a key press is the shortcut: `Mod+Shift+P`, `F1`, `?`, `Shift+1`, `Mod++`. */
export function matchesShortcut(
  shortcut: string,
  press: KeyPress,
  platform: ShortcutPlatform,
): boolean {
  const parts = splitShortcut(shortcut);
  const key = parts.at(-1) ?? '';
  const modifiers = new Set(parts.slice(0, -1));
  const mac = platform === 'mac';
  const ctrl = modifiers.has('Ctrl') || (modifiers.has('Mod') && !mac);
  const meta = modifiers.has('Meta') || (modifiers.has('Mod') && mac);
  if (press.ctrlKey !== ctrl || press.metaKey !== meta) return false;
  if (press.altKey !== modifiers.has('Alt')) return false;
  // Symbols such as `?` and `+` need Shift on some keyboards and not on others.
  if (!isSymbol(key) && press.shiftKey !== modifiers.has('Shift')) return false;
  return isKey(key, press);
}

/** Whether the shortcut is a plain key, which must never be taken from a text. */
export function isPlainKey(shortcut: string): boolean {
  const parts = splitShortcut(shortcut);
  const key = parts.at(-1) ?? '';
  const modifiers = parts.slice(0, -1).filter((part) => part !== 'Shift');
  return modifiers.length === 0 && !/^F\d+$/.test(key);
}

function isSymbol(key: string): boolean {
  return key.length === 1 && !/[A-Za-z0-9 ]/.test(key);
}

function isKey(key: string, press: KeyPress): boolean {
  if (/^[0-9]$/.test(key)) return press.code === `Digit${key}` || press.key === key;
  if (/^[A-Za-z]$/.test(key)) {
    // A keyboard without Latin letters still has the key in its place.
    const latin = /^[A-Za-z]$/.test(press.key);
    return latin
      ? press.key.toLowerCase() === key.toLowerCase()
      : press.code === `Key${key.toUpperCase()}`;
  }
  if (key === 'Space') return press.code === 'Space';
  return press.key === key;
}
