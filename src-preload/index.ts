import { contextBridge, ipcRenderer } from 'electron';

// The only door between the window and main: named channels from the contract, nothing else.
declare const __IPC_CHANNELS__: { calls: string[]; events: string[] };

const calls = new Set(__IPC_CHANNELS__.calls);
const events = new Set(__IPC_CHANNELS__.events);

function refuse(channel: string): never {
  throw new Error(`"${channel}" is not a channel of Stepwell.`);
}

contextBridge.exposeInMainWorld('bridge', {
  invoke: (channel: string, input: unknown): Promise<unknown> =>
    calls.has(channel) ? ipcRenderer.invoke(channel, input) : refuse(channel),
  subscribe: (channel: string, listener: (payload: unknown) => void): (() => void) => {
    if (!events.has(channel)) refuse(channel);
    const forward = (_event: unknown, payload: unknown) => listener(payload);
    ipcRenderer.on(channel, forward);
    return () => ipcRenderer.off(channel, forward);
  },
});
