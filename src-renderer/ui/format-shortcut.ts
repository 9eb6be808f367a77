import { splitShortcut } from '@shared/keys/shortcut';
import type { ShortcutPlatform } from './platform';

const macNames: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Ctrl: '⌃',
  Alt: '⌥',
  Shift: '⇧',
};

const keyNames: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '↵',
  Escape: 'Esc',
  Delete: 'Del',
  Space: 'Space',
};

/** The keys of `Mod+Shift+P` as people read them: `['Ctrl', 'Shift', 'P']`, or `['⌘', '⇧', 'P']`. */
export function formatShortcut(shortcut: string, platform: ShortcutPlatform): string[] {
  return splitShortcut(shortcut).map((part) => {
    if (platform === 'mac' && macNames[part]) return macNames[part];
    if (part === 'Mod') return 'Ctrl';
    return keyNames[part] ?? part;
  });
}
