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
      { command: 'run.stop', label: 'Stop', keys: 'Shift+F5' },
    ],
  },
  {
    label: '&View',
    items: [
      { command: 'palette.open', label: 'Command palette…', keys: 'CmdOrCtrl+K' },
      { command: 'view.toggleSidebar', label: 'Side bar', keys: 'CmdOrCtrl+B' },
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
export function installMenu(send: (command: string) => void): void {
  const template: MenuItemConstructorOptions[] = sections.map((section) => ({
    label: section.label,
    submenu: section.items.map((item) =>
      item === separator
        ? { type: 'separator' }
        : {
            label: item.label,
            click: () => send(item.command),
            ...(item.keys && { accelerator: item.keys, registerAccelerator: false }),
          },
    ),
  }));
  if (process.platform === 'darwin') template.unshift({ role: 'appMenu' });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
