export { keymapOf } from './keymap';
export { settingsStore, useSettings } from './settings';
export { SettingsDialog, type SettingsPage } from './settings-dialog';
export { followTheme, shownTheme } from './theme';
