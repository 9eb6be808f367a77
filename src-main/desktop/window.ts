import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { placeWindow } from '@shared/lib/window-place';
import { appOrigin } from '../ipc/sender';
import type { WindowMemory } from './window-memory';

/** The canvas colours of the themes, so that the window never flashes before its first paint. */
const background = { dark: '#14171a', light: '#f7f8f9', contrast: '#000000' };

const usual = { width: 1440, height: 900 };
/** Milliseconds after which a page that has not said that it can be painted is shown all the same. */
const paintPatience = 3_000;
/** Milliseconds without a move before a place is kept: a crash loses none that was settled on. */
const settling = 500;

/** Opens the studio's window where it was; it is shown once its page can be painted. */
export function openWindow(preload: string, memory: WindowMemory): BrowserWindow {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
  const areas = [main, ...others].map(({ workArea }) => workArea);
  const place = placeWindow(memory.recall(), areas, usual);
  const window = new BrowserWindow({
    ...place.bounds,
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
  showWhenReady(window, place.maximized);
  rememberPlace(window, memory);
  window.loadURL(`${appOrigin}/index.html`);
  return window;
}

function showWhenReady(window: BrowserWindow, maximized: boolean): void {
  const show = () => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isVisible()) return;
    if (maximized) window.maximize();
    window.show();
  };
  const timer = setTimeout(show, paintPatience);
  window.once('ready-to-show', show);
}

function rememberPlace(window: BrowserWindow, memory: WindowMemory): void {
  let timer: NodeJS.Timeout | undefined;
  const keep = () => {
    clearTimeout(timer);
    if (window.isDestroyed() || !window.isVisible()) return;
    memory.keep({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  };
  const moved = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, settling);
  };
  window.on('resize', moved);
  window.on('move', moved);
  window.on('close', keep);
  window.on('closed', () => clearTimeout(timer));
}

function systemTheme(): keyof typeof background {
  if (nativeTheme.shouldUseHighContrastColors) return 'contrast';
  return nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
}

export function preloadPath(): string {
  return join(import.meta.dirname, '../preload/index.cjs');
}
