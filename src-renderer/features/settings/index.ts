export { settingsStore, useSettings } from './settings';
export { SettingsDialog } from './settings-dialog';
export { followTheme, shownTheme } from './theme';
