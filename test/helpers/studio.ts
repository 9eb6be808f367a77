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
export async function openStudio(
  profile: string,
  args: readonly string[] = [],
  options: {
    /** Starts Electron instead. */
    readonly executable?: string;
    /** With the operating system's sandbox, which is off in other tests. */
    readonly confined?: boolean;
  } = {},
): Promise<Studio> {
  // The test runner itself runs on Electron's Node; the app must not.
  const { ELECTRON_RUN_AS_NODE: _unset, ...inherited } = process.env;
  const { executable = process.execPath, confined = false } = options;
  const app = await _electron.launch({
    executablePath: executable,
    // Playwright itself adds --no-sandbox otherwise; as root Electron starts only with it.
    chromiumSandbox: confined,
    args: [root, ...args],
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
