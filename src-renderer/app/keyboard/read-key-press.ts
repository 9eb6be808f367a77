import { modifierNames } from '@shared/keys/shortcut';
import type { ShortcutPlatform } from '../../ui/platform';
import type { KeyPress } from '../commands/match-shortcut';

const modifierKeys = new Set(['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Fn']);

/** The shortcut that a key press stands for, as commands write it; null while only modifiers are held. */
export function readKeyPress(press: KeyPress, platform: ShortcutPlatform): string | null {
  if (modifierKeys.has(press.key)) return null;
  const key = keyName(press);
  if (key === null) return null;
  const mac = platform === 'mac';
  const held: Readonly<Record<(typeof modifierNames)[number], boolean>> = {
    Mod: mac ? press.metaKey : press.ctrlKey,
    Ctrl: mac && press.ctrlKey,
    Meta: !mac && press.metaKey,
    // A symbol needs Shift on one keyboard and not on another: it is not part of the shortcut.
    Shift: press.shiftKey && !isSymbol(key),
    Alt: press.altKey,
  };
  return [...modifierNames.filter((name) => held[name]), key].join('+');
}

function keyName({ key, code }: KeyPress): string | null {
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return digit;
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  // A keyboard without Latin letters, or Alt that makes another sign of it: the key's place counts.
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return letter;
  if (key === ' ') return 'Space';
  if (key === 'Dead' || key === 'Unidentified' || key === 'Process') return null;
  return [...key].length === 1 ? key.toUpperCase() : key;
}

function isSymbol(key: string): boolean {
  return key.length === 1 && !/[A-Z0-9]/.test(key);
}
