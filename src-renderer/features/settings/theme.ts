import type { Settings } from '@shared/ipc/settings';
import { settingsStore } from './settings';

/** Read by public/theme.js before the first paint, so that no start flashes the other theme. */
const storageKey = 'stepwell.theme';

/** What can be on screen; the setting may leave the choice to the system. */
export type Theme = Exclude<Settings['theme'], 'system'>;

/** What the system says about colours; public/theme.js asks the same. */
const queries = {
  dark: '(prefers-color-scheme: dark)',
  contrast: '(prefers-contrast: more)',
  forced: '(forced-colors: active)',
};

/** Applies the chosen theme now, and again whenever it or the system's changes. */
export function followTheme(): () => void {
  const system = Object.values(queries).map((query) => window.matchMedia(query));
  const apply = () => applyTheme(settingsStore.getState().theme);
  apply();
  for (const query of system) query.addEventListener('change', apply);
  const unsubscribe = settingsStore.subscribe((state, previous) => {
    if (state.theme !== previous.theme) apply();
  });
  return () => {
    for (const query of system) query.removeEventListener('change', apply);
    unsubscribe();
  };
}

function applyTheme(theme: Settings['theme']): void {
  localStorage.setItem(storageKey, theme);
  document.documentElement.dataset['theme'] = theme === 'system' ? systemTheme() : theme;
}

function systemTheme(): Theme {
  const is = (query: string) => window.matchMedia(query).matches;
  if (is(queries.contrast) || is(queries.forced)) return 'contrast';
  return is(queries.dark) ? 'dark' : 'light';
}

/** What is on screen now. */
export function shownTheme(): Theme {
  const shown = document.documentElement.dataset['theme'];
  return shown === 'dark' || shown === 'contrast' ? shown : 'light';
}
