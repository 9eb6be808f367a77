export { settingsStore, useSettings } from './settings';
export { followTheme, shownTheme } from './theme';
