import { formatShortcut } from './format-shortcut';
import { useShortcutPlatform } from './platform';
import css from './kbd.module.css';

export interface KbdProps {
  /** E.g. `Mod+Shift+P`; `Mod` is Ctrl, or ⌘ on macOS. */
  readonly shortcut: string;
}

export function Kbd({ shortcut }: KbdProps) {
  const keys = formatShortcut(shortcut, useShortcutPlatform());
  return (
    <span className={css.keys}>
      {keys.map((key) => (
        <kbd key={key} className={css.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
