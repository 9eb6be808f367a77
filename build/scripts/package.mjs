// `npm run package [-- --dir] [-- --unsupported-electron]`: an app from what is installed, offline.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild } from './ensure-build.mjs';
import { fail, say } from './log.mjs';
import { electronFolder, root } from './paths.mjs';
import { runCommand } from './run-command.mjs';
import { setUp } from './set-up.mjs';

/** Electron's maintainers support the newest three majors. */
const supportedMajors = 3;

const override = '--unsupported-electron';
const options = process.argv.slice(2).filter((option) => option !== override);

await setUp();
if (process.argv.includes(override)) {
  say('Packaging with an Electron that gets no security fixes: not for release.');
} else {
  refuseUnsupportedElectron();
}
await ensureBuild();
// On plain Node: its option parser takes Electron's Node for a packaged app.
process.exitCode = await runCommand(
  process.execPath,
  [
    'node_modules/electron-builder/cli.js',
    '--config',
    'build/electron-builder.yml',
    '--publish',
    'never',
    ...options,
  ],
  { cwd: root },
);

function refuseUnsupportedElectron() {
  const pinned = major(
    JSON.parse(readFileSync(join(electronFolder, 'package.json'), 'utf8')).version,
  );
  const answer = spawnSync('npm', ['view', 'electron', 'dist-tags.latest'], { encoding: 'utf8' });
  const newest = major(answer.stdout?.trim() ?? '');
  if (!Number.isInteger(newest)) {
    fail(
      `Which Electron is supported could not be looked up.\nTry again with a network, or pass ${override}.`,
    );
  }
  if (pinned <= newest - supportedMajors) {
    fail(
      `Electron ${pinned} is out of support (supported: ${newest - supportedMajors + 1} to ${newest}).\n` +
        `Move package.json to a supported major, or pass ${override} for a build that is not released.`,
    );
  }
}

function major(version) {
  return Number.parseInt(version, 10);
}
