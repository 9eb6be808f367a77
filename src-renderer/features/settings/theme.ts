import type { Settings } from '@shared/ipc/settings';
import { settingsStore } from './settings';

/** Read by public/theme.js before the first paint, so that no start flashes the other theme. */
const storageKey = 'stepwell.theme';

/** Applies the chosen theme now, and again whenever it or the system's changes. */
export function followTheme(): () => void {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => applyTheme(settingsStore.getState().theme, system.matches);
  apply();
  system.addEventListener('change', apply);
  const unsubscribe = settingsStore.subscribe((state, previous) => {
    if (state.theme !== previous.theme) apply();
  });
  return () => {
    system.removeEventListener('change', apply);
    unsubscribe();
  };
}

function applyTheme(theme: Settings['theme'], systemIsDark: boolean): void {
  localStorage.setItem(storageKey, theme);
  const shown = theme === 'system' ? (systemIsDark ? 'dark' : 'light') : theme;
  document.documentElement.dataset['theme'] = shown;
}

/** What is on screen now. */
export function shownTheme(): 'light' | 'dark' {
  return document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light';
}
