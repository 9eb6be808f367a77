import { homedir } from 'node:os';
import { join } from 'node:path';

/** The studio's folder of user data, so that both see the same library and runs. */
export function defaultProfile(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const chosen = environment['STEPWELL_PROFILE'];
  if (chosen) return chosen;
  const home = homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Stepwell');
  if (platform === 'win32') {
    return join(environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Stepwell');
  }
  return join(environment['XDG_CONFIG_HOME'] || join(home, '.config'), 'Stepwell');
}
