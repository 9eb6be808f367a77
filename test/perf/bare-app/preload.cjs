const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('bridge', { echo: (value) => ipcRenderer.invoke('echo', value) });
