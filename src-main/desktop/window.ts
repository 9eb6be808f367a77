import { join } from 'node:path';
import { BrowserWindow, nativeTheme } from 'electron';
import { appOrigin } from '../ipc/sender';

/** The canvas colours of the themes, so that the window never flashes before its first paint. */
const background = { dark: '#14171a', light: '#f7f8f9', contrast: '#000000' };

/** Opens the studio's window; it is shown once its page can be painted. */
export function openWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Stepwell',
    autoHideMenuBar: true,
    backgroundColor: background[systemTheme()],
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  window.loadURL(`${appOrigin}/index.html`);
  return window;
}

function systemTheme(): keyof typeof background {
  if (nativeTheme.shouldUseHighContrastColors) return 'contrast';
  return nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
}

export function preloadPath(): string {
  return join(import.meta.dirname, '../preload/index.cjs');
}
