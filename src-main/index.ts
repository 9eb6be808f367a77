import { join } from 'node:path';
import { app } from 'electron';
import { registerSchemes, serveApp } from './desktop/app-protocol';
import { filesOnCommandLine, welcomeSample } from './desktop/command-line';
import { showFatalError } from './desktop/fatal-error';
import { createMainLog } from './desktop/main-log';
import { chooseProfile } from './desktop/profile';
import { hardenApp, hardenSession } from './desktop/security';
import { startStudio, type Studio } from './desktop/studio';

// The desktop entry: what must happen before Electron is ready, and the life of the app.

const profile = chooseProfile(process.env);
const log = createMainLog(profile);
registerSchemes();
hardenApp();
process.on('uncaughtException', (error) => log.error('uncaught exception', error));
process.on('unhandledRejection', (error) => log.error('unhandled rejection', error));

let studio: Studio | undefined;
const filesToOpen = filesOnCommandLine(process.argv.slice(1), process.cwd());

// One studio per profile: a second start hands its files over and ends.
if (!app.requestSingleInstanceLock()) {
  app.quit();
} else {
  app.on('second-instance', (_event, argv, cwd) => open(filesOnCommandLine(argv.slice(1), cwd)));
  app.on('open-file', (event, path) => {
    event.preventDefault();
    open([path]);
  });
  // No top-level await: an ES module that waits for `ready` while it is being loaded keeps
  // Electron from ever becoming ready.
  app.whenReady().then(start).catch(giveUp);
}

async function start(): Promise<void> {
  hardenSession();
  serveApp(join(import.meta.dirname, '../renderer'));
  studio = await startStudio(profile, log);
  await studio.openFiles(filesToOpen);
  const sample = welcomeSample(process.argv);
  if (sample && filesToOpen.length === 0) await studio.welcome(sample);
}

function open(paths: readonly string[]): void {
  if (studio) void studio.openFiles(paths);
  else filesToOpen.push(...paths);
}

function giveUp(error: unknown): void {
  log.error('could not start', error);
  showFatalError(error, log.file);
}

app.on('activate', () => studio?.show());
app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit();
});

let closed = false;
app.on('will-quit', (event) => {
  if (closed || !studio) return;
  event.preventDefault();
  void studio
    .close()
    .catch((error: unknown) => log.error('could not close cleanly', error))
    .finally(() => {
      closed = true;
      app.quit();
    });
});
