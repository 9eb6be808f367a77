// The anchor of the figures of the window: the least that Electron can show and answer.
const { app, BrowserWindow, ipcMain } = require('electron');
const { join } = require('node:path');

ipcMain.handle('echo', (_event, value) => value);

app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    show: false,
    webPreferences: { preload: join(__dirname, 'preload.cjs') },
  });
  window.once('ready-to-show', () => window.show());
  const page = process.argv.find((argument) => argument.endsWith('.html'));
  if (page) window.loadFile(page);
  else window.loadURL('data:text/html,<title>bare</title><h1>Hello</h1>');
});
