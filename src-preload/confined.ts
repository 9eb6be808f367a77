import { ipcRenderer } from 'electron';

// The only thing that happens in the preload of confined code: a port from main is handed to the
// page, once. Nothing is exposed.

declare const postMessage: (message: null, origin: string, ports: unknown[]) => void;

ipcRenderer.once('confined:port', (event) => {
  postMessage(null, '*', [...event.ports]);
});
