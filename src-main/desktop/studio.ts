import { dirname, join } from 'node:path';
import { app, type BrowserWindow, Notification } from 'electron';
import type { Settings } from '@shared/ipc/settings';
import type { RunId, WorkflowId } from '@shared/lib/ids';
import { version } from '../../package.json';
import { createHandlers } from '../ipc/handlers/create-handlers';
import { forwardEvents } from '../ipc/handlers/forward-events';
import { createEmitters, registerContract } from '../ipc/register-contract';
import { createLanes } from '../sandbox/lanes';
import { createCodeSandbox } from '../sandbox/sandbox';
import { createServices, type Services } from '../services/create-services';
import { createStepKinds } from '../steps/index';
import { guardClose } from './close-guard';
import { createConfinedLane } from './confined/confined-lane';
import { createDialogs } from './dialogs';
import { openExternalLink } from './external-links';
import type { MainLog } from './main-log';
import { installMenu } from './menu';
import { showOpenError } from './open-error';
import { resourcesFolder } from './resources';
import { createRunNotifications } from './run-notifications';
import { createUtilitySpawner } from './sandbox-spawner';
import { warmingCode } from './warm-code';
import { openWindow, preloadPath } from './window';
import { createWindowMemory } from './window-memory';

// The studio as one running thing: services, bridge and window, wired together.

export interface Studio {
  /** Opens workflow files in the window, which comes to the front. */
  openFiles(paths: readonly string[]): Promise<void>;
  /** Opens a sample when the library is still empty, so that a newcomer has something to run. */
  welcome(sample: string): Promise<void>;
  /** Shows the window, a new one when it was closed. */
  show(): void;
  close(): Promise<void>;
}

interface Shown {
  readonly id: WorkflowId;
  readonly run?: { readonly id: RunId; readonly asks: boolean };
}

export async function startStudio(profile: string, log: MainLog): Promise<Studio> {
  let window: BrowserWindow | undefined;
  let closeWindow: (() => void) | undefined;
  let pageReady = false;
  /** Workflows to show once the page listens. */
  let pending: Shown[] = [];
  const notices = new Set<Notification>();
  const memory = createWindowMemory(profile, (error) =>
    log.error('the place of the window was not kept', error),
  );

  const emitters = createEmitters(() => window?.webContents);
  const entry = (name: string) => join(import.meta.dirname, `${name}.js`);
  const confined = createConfinedLane({
    preload: join(import.meta.dirname, '../preload/confined.cjs'),
    quickJsEntry: entry('quickjs-child'),
    stripEntry: entry('strip-worker'),
  });
  const trusted = createCodeSandbox({ spawn: createUtilitySpawner(entry('sandbox-child')) });
  const sandbox = createLanes(trusted, confined);
  const root = dirname(dirname(import.meta.dirname));
  const forwarded = forwardEvents(emitters);
  const notify = createRunNotifications({
    isWatched: () => window?.isFocused() ?? false,
    isWanted: () => Notification.isSupported() && services.settings.get().notifications,
    now: () => Date.now(),
    waits: (run) => services.topics.waits(run),
    approval: (run) => services.approvals.list().find(({ runId }) => runId === run)?.title,
    show({ title, body, workflowId, run, asks }) {
      const notification = new Notification({ title, body });
      // One that nobody holds is collected, and a click on it is lost.
      notices.add(notification);
      const over = (): unknown => notices.delete(notification);
      notification.on('close', over);
      notification.on('failed', over);
      notification.on('click', () => {
        over();
        show();
        if (workflowId !== null) openInWindow({ id: workflowId, run: { id: run, asks } });
      });
      notification.show();
    },
  });
  const showMenu = (keys: Settings['keys']) =>
    installMenu((command) => emitters.app.onCommand({ command }), keys);
  const services = await createServices({
    profileFolder: profile,
    samplesFolder: join(resourcesFolder(process.resourcesPath, root), 'samples'),
    createKinds: (host) =>
      createStepKinds({
        ...host,
        sandbox,
        baseFolder: app.getPath('documents'),
        userAgent: `Stepwell/${version}`,
      }),
    environment: process.env,
    resumeRuns: true,
    storageThread: { entry: entry('storage-thread') },
    dialogs: createDialogs(() => window),
    events: {
      ...forwarded,
      settingsChanged(settings) {
        forwarded.settingsChanged(settings);
        showMenu(settings.keys);
      },
      runChanged(run) {
        forwarded.runChanged(run);
        notify(run);
      },
    },
    onFault: (error) => log.error('background work failed', error),
  });
  const documents = warmingCode(services.documents, () => {
    void sandbox.warm().catch((error: unknown) => log.error('no process for code', error));
  });
  const unregister = registerContract(
    createHandlers(
      { ...services, documents },
      {
        info: () => ({
          version,
          platform: platformOf(process.platform),
          profile,
          notices: [...services.notices],
        }),
        confinement: () => confined.confinement(),
        ready() {
          pageReady = true;
          for (const payload of pending) emitters.library.onOpen(payload);
          pending = [];
          void services.recover().catch((error: unknown) => log.error('recovery failed', error));
        },
        closeReady: () => closeWindow?.(),
        openExternal: openExternalLink,
      },
    ),
    (channel, error) => log.error(`call ${channel} failed`, error),
  );
  showMenu(services.settings.get().keys);

  function show(): void {
    if (window) {
      if (window.isMinimized()) window.restore();
      window.focus();
      return;
    }
    pageReady = false;
    const opened = openWindow(preloadPath(), memory);
    window = opened;
    closeWindow = guardClose(opened, () => emitters.app.onClosing({}));
    opened.on('closed', () => {
      window = undefined;
      closeWindow = undefined;
    });
    opened.webContents.on('render-process-gone', (_event, details) => {
      log.error('the window crashed', new Error(details.reason));
      // Everything typed is journalled; a fresh page shows it again.
      if (details.reason !== 'clean-exit') opened.reload();
    });
  }

  return {
    show,
    async openFiles(paths) {
      show();
      for (const path of paths) await openFile(services, path);
    },
    async welcome(sample) {
      if (services.library.list().length > 0) return;
      openInWindow({ id: await services.library.create({ sample }) });
    },
    async close() {
      unregister();
      await services.close();
      await sandbox.close();
    },
  };

  function openInWindow(shown: Shown): void {
    if (pageReady) emitters.library.onOpen(shown);
    else pending.push(shown);
  }

  async function openFile(from: Services, path: string): Promise<void> {
    try {
      openInWindow({ id: await from.library.openPath(path) });
    } catch (error) {
      log.error(`could not open ${path}`, error);
      showOpenError(window, path, error);
    }
  }
}

function platformOf(platform: NodeJS.Platform): 'linux' | 'darwin' | 'win32' {
  return platform === 'darwin' || platform === 'win32' ? platform : 'linux';
}
