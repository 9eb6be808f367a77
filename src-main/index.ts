import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';
import { registerAppScheme, serveApp } from './desktop/app-protocol';
import { chooseProfile } from './desktop/profile';
import { hardenApp, hardenSession } from './desktop/security';
import { openWindow, preloadPath } from './desktop/window';

// The desktop composition root: the only file that wires everything for Electron.

chooseProfile(process.env);
registerAppScheme();
hardenApp();

// No top-level await: an ES module that waits for `ready` while it is being loaded keeps Electron
// from ever becoming ready.
void app.whenReady().then(start);

function start(): void {
  hardenSession();
  serveApp(join(import.meta.dirname, '../renderer'));
  openWindow(preloadPath());
}

app.on('activate', () => {
  if (BrowserWindow.getAllWindows().length === 0) openWindow(preloadPath());
});
app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit();
});
