import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';
import { registerAppScheme, serveApp } from './desktop/app-protocol';
import { hardenApp, hardenSession } from './desktop/security';
import { openWindow, preloadPath } from './desktop/window';

// The desktop composition root: the only file that wires everything for Electron.

registerAppScheme();
hardenApp();

await app.whenReady();
hardenSession();
serveApp(join(import.meta.dirname, '../renderer'));
openWindow(preloadPath());

app.on('activate', () => {
  if (BrowserWindow.getAllWindows().length === 0) openWindow(preloadPath());
});
app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit();
});
