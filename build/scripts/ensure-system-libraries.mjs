import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fail, say } from './log.mjs';
import { electronBinary } from './paths.mjs';

// What a bare Debian lacks for Electron. Xvfb and xauth are for tests without a display.
const debianPackages = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libnotify4',
  'libsecret-1-0',
];
const displayPackages = ['xvfb', 'xauth'];

/**
 * Makes sure that Electron's shared libraries, and Xvfb where asked for, are there. Installs them
 * when it may (root, or sudo without a password); otherwise names the command to run.
 */
export function ensureSystemLibraries({ virtualDisplay }) {
  if (process.platform !== 'linux') return;
  const missing = missingLibraries();
  const wanted = [
    ...(missing.length > 0 ? debianPackages : []),
    ...(virtualDisplay && !isOnPath('Xvfb') ? displayPackages : []),
    ...(virtualDisplay && !isOnPath('xauth') && isOnPath('Xvfb') ? ['xauth'] : []),
  ];
  if (wanted.length === 0) return;

  const prefix = installPrefix();
  const command = `apt-get install -y --no-install-recommends ${wanted.join(' ')}`;
  if (prefix === undefined) {
    fail(
      `Electron needs system libraries that are not installed${missing.length > 0 ? `: ${missing.join(', ')}` : ''}.\n` +
        `Install them with:\n\n    sudo ${command}\n\n` +
        '(These are the names on Debian and Ubuntu; other systems have the same libraries under similar names.)',
    );
  }
  say(`Installing system libraries: ${wanted.join(' ')} …`);
  runApt(prefix, ['update']);
  runApt(prefix, ['install', '-y', '--no-install-recommends', ...wanted]);
  const still = missingLibraries();
  if (still.length > 0) fail(`Electron still lacks system libraries: ${still.join(', ')}`);
}

function missingLibraries() {
  if (!existsSync(electronBinary)) return [];
  const listed = spawnSync('ldd', [electronBinary], { encoding: 'utf8' });
  return (listed.stdout ?? '')
    .split('\n')
    .filter((line) => line.includes('not found'))
    .map((line) => line.trim().split(' ')[0]);
}

function isOnPath(command) {
  return spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;
}

/** The words before apt-get: none for root, sudo where it asks nothing; undefined = not allowed. */
function installPrefix() {
  if (!isOnPath('apt-get')) return undefined;
  if (process.getuid?.() === 0) return [];
  const sudo = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
  return sudo.status === 0 ? ['sudo', '-n'] : undefined;
}

function runApt(prefix, args) {
  const words = [...prefix, 'apt-get', '-qq', ...args];
  const result = spawnSync(words[0], words.slice(1), {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (result.status !== 0) fail(`\`${words.join(' ')}\` failed:\n${result.stderr.trim()}`);
}
