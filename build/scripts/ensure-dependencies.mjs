import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, say } from './log.mjs';
import { root, stampFolder } from './paths.mjs';
import { runCommand } from './run-command.mjs';

/** Installs what package-lock.json names, unless node_modules already holds exactly that. */
export async function ensureDependencies() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(stampFolder, 'lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;

  say('Installing packages (npm ci) …');
  // No install scripts: better-sqlite3 ships its binaries inside the package, and nothing else
  // that we use needs to run code while it is being installed.
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const code = await runCommand(
    npm,
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      shell: process.platform === 'win32',
    },
  );
  if (code !== 0) {
    fail(
      'The packages could not be installed.\nCheck that the npm registry can be reached (npm ping), then start again.',
    );
  }
  mkdirSync(stampFolder, { recursive: true });
  writeFileSync(stamp, lock);
}
