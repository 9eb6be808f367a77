import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  app,
  MessageChannelMain,
  webContents,
  WebContentsView,
  type MessagePortMain,
  type WebContents,
} from 'electron';
import { EngineLife, type ConfinedEngine, type OpenEngine } from '../../sandbox/confined/engine';
import {
  missingConfinement,
  readProcessFacts,
  readProcessMemory,
} from '../../sandbox/confined/os-sandbox';
import { inspectPage } from './inspect-page';
import { confinedScheme } from './page';
import { confinedSession } from './session';

/** The operating system does not confine renderers here, and why. */
export class OsSandboxOff extends Error {}

const readyMilliseconds = 20_000;

/**
 * Engines that are renderers: each a process of its own that the operating system confines, which is
 * looked at from outside before it gets any code. `preload` is src-preload/confined.ts as it was built.
 */
export function createRendererOpener(preload: string): OpenEngine {
  return async () => {
    const view = new WebContentsView({
      webPreferences: {
        session: confinedSession(),
        preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInSubFrames: false,
        webviewTag: false,
        devTools: false,
        disableDialogs: true,
        images: false,
        webgl: false,
        spellcheck: false,
        v8CacheOptions: 'none',
        // It is never shown; its timers must run all the same.
        backgroundThrottling: false,
      },
    });
    const contents = view.webContents;
    const life = new EngineLife();
    contents.once('render-process-gone', (_event, { reason, exitCode }) => {
      const crash = { type: 'crash', how: `${reason}, exit code ${exitCode}` } as const;
      life.gone(reason === 'oom' ? { type: 'memory' } : crash);
    });
    try {
      await openPage(contents, life);
      const pid = contents.getOSProcessId();
      refuseUnconfined(contents, pid);
      const port = await connect(contents);
      // The view is held here: without a reference it would be collected with its process.
      return engine(view, port, life, pid);
    } catch (error) {
      await end(contents);
      throw error;
    }
  };
}

async function openPage(contents: WebContents, life: EngineLife): Promise<void> {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setAudioMuted(true);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // A host that nobody had before: the browser then takes a process that nobody had before.
  await contents.loadURL(`${confinedScheme}://run-${randomUUID()}/`);
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('did-start-navigation', (event) => {
    if (!event.isSameDocument && event.isMainFrame) {
      life.gone({ type: 'crash', how: 'it left its page' });
    }
  });
}

/** Throws when hostile code in that process would not be held. */
function refuseUnconfined(contents: WebContents, pid: number): void {
  const sharing = webContents
    .getAllWebContents()
    .some((other) => other !== contents && other.getOSProcessId() === pid);
  if (sharing) throw new Error('A confined renderer shares its process with another page');
  const missing =
    process.platform === 'linux'
      ? missingConfinement(readProcessFacts(pid))
      : missingByMetrics(pid);
  if (missing !== undefined) throw new OsSandboxOff(missing);
}

function missingByMetrics(pid: number): string | undefined {
  const metric = app.getAppMetrics().find((process) => process.pid === pid);
  const confined =
    process.platform === 'darwin'
      ? metric?.sandboxed === true
      : metric?.integrityLevel === 'untrusted' || metric?.integrityLevel === 'low';
  return confined ? undefined : 'the operating system does not list the process as confined';
}

/** Hands a port to the page and waits until its guest answers. */
async function connect(contents: WebContents): Promise<MessagePortMain> {
  const { port1, port2 } = new MessageChannelMain();
  const answered = once(port2, 'message', { signal: AbortSignal.timeout(readyMilliseconds) });
  port2.start();
  contents.postMessage('confined:port', null, [port1]);
  await answered;
  return port2;
}

function engine(
  view: WebContentsView,
  port: MessagePortMain,
  life: EngineLife,
  pid: number,
): ConfinedEngine {
  return {
    pid,
    start: (job) => port.postMessage(job),
    // Ports that come with a message are nobody's and close by themselves.
    onMessage: (listener) => port.on('message', (event) => listener(event.data)),
    onGone: life.onGone,
    memory: () => memoryOf(pid),
    inspect: () => inspectPage(view.webContents),
    async end() {
      port.close();
      await end(view.webContents);
    },
  };
}

function memoryOf(pid: number): number | undefined {
  if (process.platform === 'linux') return readProcessMemory(pid);
  const metric = app.getAppMetrics().find((process) => process.pid === pid);
  return metric && (metric.memory.privateBytes ?? metric.memory.workingSetSize) * 1_024;
}

/** SIGKILL, whatever it is doing; resolves when the process is gone. */
async function end(contents: WebContents): Promise<void> {
  if (contents.isDestroyed()) return;
  const pid = contents.getOSProcessId();
  if (pid > 0 && !contents.isCrashed()) {
    const gone = once(contents, 'render-process-gone', { signal: AbortSignal.timeout(5_000) });
    try {
      process.kill(pid, 'SIGKILL');
      await gone;
    } catch {
      // It went by itself in the meantime, or takes its time: closing it does the rest.
    }
  }
  if (!contents.isDestroyed()) contents.close();
}
