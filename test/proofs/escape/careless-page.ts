import { once } from 'node:events';
import { MessageChannelMain, type WebContentsView } from 'electron';
import { EngineLife, type OpenEngine } from '../../../src-main/sandbox/confined/engine';
import { pageSource } from '../../../src-main/sandbox/confined/guest-source';

/**
 * The same guest in a page like any other: no policy, no session of its own, the network open. The
 * proof must find escapes here, which shows that it would see them.
 */
export function createCarelessOpener(newView: () => WebContentsView): OpenEngine {
  return async () => {
    const view = newView();
    const contents = view.webContents;
    const life = new EngineLife();
    const html = `<!doctype html><script>${pageSource()}</script>`;
    await contents.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(html)}`);
    const { port1, port2 } = new MessageChannelMain();
    const answered = once(port2, 'message', { signal: AbortSignal.timeout(20_000) });
    port2.start();
    contents.postMessage('confined:port', null, [port1]);
    await answered;
    return {
      pid: contents.getOSProcessId(),
      start: (job) => port2.postMessage(job),
      onMessage: (listener) => port2.on('message', (event) => listener(event.data)),
      onGone: life.onGone,
      async end() {
        port2.close();
        if (!view.webContents.isDestroyed()) view.webContents.close();
      },
    };
  };
}
