import type { Settings } from '@shared/ipc/settings';
import { readShortcuts, toAccelerator } from '@shared/keys/shortcut';
import { Menu, type MenuItemConstructorOptions } from 'electron';

// The native menu. It only names commands: what they do, and their keys, is the window's command
// registry. Accelerators are shown but not grabbed here, so that a text field keeps its own keys.

interface CommandItem {
  readonly command: string;
  readonly label: string;
  readonly keys?: string;
}

const separator = 'separator';

const sections: readonly { label: string; items: readonly (CommandItem | typeof separator)[] }[] = [
  {
    label: '&File',
    items: [
      { command: 'library.new', label: 'New workflow', keys: 'CmdOrCtrl+N' },
      { command: 'library.open', label: 'Open file…', keys: 'CmdOrCtrl+O' },
      { command: 'library.show', label: 'Library' },
      separator,
      { command: 'document.save', label: 'Save', keys: 'CmdOrCtrl+S' },
      { command: 'document.saveAs', label: 'Save as…', keys: 'CmdOrCtrl+Shift+S' },
      { command: 'document.export', label: 'Export a copy…' },
      separator,
      { command: 'case.open', label: 'Open a case…' },
      { command: 'case.export', label: 'Export the run as a case…' },
      { command: 'case.report', label: 'Export a report of the run…' },
    ],
  },
  {
    label: '&Edit',
    items: [
      { command: 'document.undo', label: 'Undo', keys: 'CmdOrCtrl+Z' },
      { command: 'document.redo', label: 'Redo', keys: 'CmdOrCtrl+Shift+Z' },
    ],
  },
  {
    label: '&Run',
    items: [
      { command: 'run.start', label: 'Run workflow', keys: 'Ctrl+Enter' },
      { command: 'debug.executeStep', label: 'Execute step' },
      { command: 'run.stop', label: 'Stop', keys: 'Shift+F5' },
    ],
  },
  {
    label: '&Debug',
    items: [
      { command: 'debug.start', label: 'Start debugging', keys: 'F5' },
      { command: 'debug.continue', label: 'Continue', keys: 'F5' },
      { command: 'debug.pause', label: 'Pause', keys: 'F6' },
      { command: 'debug.stop', label: 'Stop debugging', keys: 'Shift+F5' },
      { command: 'debug.restart', label: 'Restart the run', keys: 'CmdOrCtrl+Shift+F5' },
      separator,
      { command: 'debug.stepOver', label: 'Step over', keys: 'F10' },
      { command: 'debug.stepInto', label: 'Step into', keys: 'F11' },
      { command: 'debug.stepOut', label: 'Step out', keys: 'Shift+F11' },
      { command: 'debug.stepBack', label: 'Step back', keys: 'Alt+F10' },
      { command: 'debug.reverseContinue', label: 'Reverse to the stop before', keys: 'Alt+F5' },
      separator,
      { command: 'debug.toggleBreakpoint', label: 'Toggle breakpoint', keys: 'F9' },
      { command: 'debug.showSideBar', label: 'Run and debug', keys: 'CmdOrCtrl+Shift+D' },
      { command: 'debug.showConsole', label: 'Debug console', keys: 'CmdOrCtrl+Shift+Y' },
    ],
  },
  {
    label: '&View',
    items: [
      { command: 'palette.open', label: 'Command palette…', keys: 'CmdOrCtrl+K' },
      { command: 'view.toggleSidebar', label: 'Side bar', keys: 'CmdOrCtrl+B' },
      { command: 'search.show', label: 'Search in all workflows', keys: 'CmdOrCtrl+Shift+F' },
      { command: 'view.togglePanel', label: 'Bottom panel', keys: 'CmdOrCtrl+J' },
      { command: 'view.toggleTheme', label: 'Light or dark' },
    ],
  },
  {
    label: '&Help',
    items: [{ command: 'help.shortcuts', label: 'Keyboard shortcuts', keys: '?' }],
  },
];

/** Replaces Electron's default menu, whose reload and full-screen keys belong to nobody here. */
export function installMenu(
  send: (command: string) => void,
  /** Shortcuts that the user changed, by command, as they are stored. */
  changed: Settings['keys'],
): void {
  const template: MenuItemConstructorOptions[] = sections.map((section) => ({
    label: section.label,
    submenu: section.items.map((item) =>
      item === separator
        ? { type: 'separator' }
        : {
            label: item.label,
            click: () => send(item.command),
            ...accelerator(item, changed),
          },
    ),
  }));
  if (process.platform === 'darwin') template.unshift({ role: 'appMenu' });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function accelerator(
  { command, keys }: CommandItem,
  changed: Settings['keys'],
): Pick<MenuItemConstructorOptions, 'accelerator' | 'registerAccelerator'> {
  const own = readShortcuts(changed[command] ?? null);
  const shown = own ? own.slice(0, 1).map(toAccelerator)[0] : keys;
  return shown === undefined ? {} : { accelerator: shown, registerAccelerator: false };
}
