import type { ComponentType } from 'react';

/**
 * Where a command's shortcut counts. `global`: everywhere, text fields and editors included.
 * `canvas`: the canvas has focus; single-letter keys belong here. `list`: not in a text field and
 * not in an editor. A shortcut never fires while a dialog or a menu is open.
 */
export type CommandScope = 'global' | 'canvas' | 'list';

/** The palette's headings, in its order. */
export type CommandGroup =
  | 'Workflow'
  | 'Run'
  | 'Debug'
  | 'Edit'
  | 'Canvas'
  | 'Step'
  | 'View'
  | 'Go to'
  | 'Settings'
  | 'Help';

/** One thing the user can do. Palette, menus, toolbar and keyboard all read these. */
export interface Command {
  /** Stable: `run.start`. The native menu sends it, settings name it. */
  readonly id: string;
  /** A verb phrase in sentence case: `Run workflow`. */
  readonly title: string;
  readonly group: CommandGroup;
  readonly icon?: ComponentType<{ size?: number | string }>;
  /** `Mod+Shift+P`; `Mod` is Ctrl, or ⌘ on macOS. The first is shown, all work. */
  readonly shortcut?: string | readonly string[];
  /** Default `global`. */
  readonly scope?: CommandScope;
  /** Further words the palette finds it by. */
  readonly keywords?: readonly string[];
  /** Not offered in the palette, e.g. moves of the selection. */
  readonly hidden?: boolean;
  /** Default: always. Must be quick, it is asked on every key press and palette opening. */
  readonly isEnabled?: () => boolean;
  readonly run: () => void | Promise<void>;
}
