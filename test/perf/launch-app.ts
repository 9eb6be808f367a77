import { resolve } from 'node:path';
import { _electron, type ElectronApplication } from 'playwright';

const root = process.cwd();

export const bareApp = resolve(root, 'test/perf/bare-app/main.cjs');

/** A window that another one covers draws as often as one that is seen. */
const awake = ['--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding'];

/** Starts the built studio, or the app in another folder, on a profile. */
export function launchApp(
  profile: string,
  app = root,
  args: readonly string[] = [],
): Promise<ElectronApplication> {
  const { ELECTRON_RUN_AS_NODE: _unset, ...env } = process.env;
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return _electron.launch({
    executablePath: process.execPath,
    args: [...sandbox, ...awake, app, ...args],
    cwd: root,
    env: { ...(env as Record<string, string>), STEPWELL_PROFILE: profile },
  });
}
