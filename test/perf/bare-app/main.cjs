// The anchor of the start-up figure: the least that Electron can show.
const { app, BrowserWindow } = require('electron');

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900, show: false });
  window.once('ready-to-show', () => window.show());
  window.loadURL('data:text/html,<title>bare</title><h1>Hello</h1>');
});
