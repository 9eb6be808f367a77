import type { JsonValue } from '../lib/json';

// A shortcut is written `Mod+Shift+P`; `Mod` is Ctrl, or ⌘ on macOS. The same form stands in the
// commands, in the settings of a profile and, translated, in the native menu.

/** In the order they are written. */
export const modifierNames = ['Mod', 'Ctrl', 'Meta', 'Shift', 'Alt'] as const;

const namedKeys = new Set([
  ...['Enter', 'Escape', 'Tab', 'Space', 'Backspace', 'Delete', 'Insert', 'Home', 'End'],
  ...['PageUp', 'PageDown', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'ContextMenu'],
  ...['Pause', 'ScrollLock', 'PrintScreen'],
]);

/** Splits at `+`, keeping a `+` that is itself the key: `Mod++`. */
export function splitShortcut(shortcut: string): string[] {
  if (shortcut === '+') return ['+'];
  if (shortcut.endsWith('++')) return [...shortcut.slice(0, -2).split('+'), '+'];
  return shortcut.split('+');
}

/** Whether a text is a shortcut in its one written form, so that equal shortcuts are equal texts. */
export function isShortcut(text: string): boolean {
  const parts = splitShortcut(text);
  const key = parts.at(-1) ?? '';
  const modifiers = parts.slice(0, -1);
  const ordered = modifierNames.filter((name) => modifiers.includes(name));
  return ordered.join() === modifiers.join() && isKeyName(key);
}

function isKeyName(key: string): boolean {
  if (namedKeys.has(key) || /^F([1-9]|1\d|2[0-4])$/.test(key)) return true;
  // One character; letters are written large.
  return [...key].length === 1 && key.trim() !== '' && key === key.toUpperCase();
}

/** The shortcuts a stored setting gives a command; null when it cannot be read as such. */
export function readShortcuts(stored: JsonValue): readonly string[] | null {
  if (!Array.isArray(stored)) return null;
  const shortcuts = stored.filter(
    (one): one is string => typeof one === 'string' && isShortcut(one),
  );
  return shortcuts.length === stored.length ? shortcuts : null;
}

/** As Electron's menus write it. */
export function toAccelerator(shortcut: string): string {
  return splitShortcut(shortcut)
    .map((part) => accelerators[part] ?? part)
    .join('+');
}

const accelerators: Readonly<Record<string, string>> = {
  Mod: 'CmdOrCtrl',
  '+': 'Plus',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
};
