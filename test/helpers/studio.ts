import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

const root = resolve(import.meta.dirname, '../..');

/** A running studio on a profile of its own. */
export interface Studio {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly profile: string;
  /** Closes the window as a user would; unsaved edits stay in the journal. */
  close(): Promise<void>;
  /** Ends the process at once, as a crash or a power cut would. */
  kill(): Promise<void>;
}

/** A fresh folder for the user's data; tests never touch the real one. */
export function createProfile(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'stepwell-test-'));
}

export function removeProfile(profile: string): Promise<void> {
  return rm(profile, { recursive: true, force: true });
}

/** Starts the built app on `profile`, with `args` as its command line. */
export async function openStudio(profile: string, args: readonly string[] = []): Promise<Studio> {
  // The test runner itself runs on Electron's Node; the app must not.
  const { ELECTRON_RUN_AS_NODE: _unset, ...inherited } = process.env;
  const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({
    executablePath: process.execPath,
    args: [...sandbox, root, ...args],
    cwd: root,
    env: { ...(inherited as Record<string, string>), STEPWELL_PROFILE: profile },
  });
  const page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  return {
    app,
    page,
    profile,
    close: () => app.close(),
    async kill() {
      const gone = app.waitForEvent('close');
      app.process().kill('SIGKILL');
      await gone;
    },
  };
}
