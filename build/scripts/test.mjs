// `npm test [-- unit|e2e] [filter …]`: sets up what is missing, then runs the checks and unit tests
// and drives the real app. Everything runs on Electron's own Node.
import { virtualDisplay } from './display.mjs';
import { electronNode } from './electron-node.mjs';
import { ensureBuild } from './ensure-build.mjs';
import { electronBinary, root } from './paths.mjs';
import { runCommand } from './run-command.mjs';
import { setUp } from './set-up.mjs';

const [first, ...rest] = process.argv.slice(2);
const part = first === 'unit' || first === 'e2e' ? first : 'all';
const filter = part === 'all' ? process.argv.slice(2) : rest;

await setUp({ virtualDisplay: part !== 'unit' });
let failed = 0;
if (part !== 'e2e') {
  failed +=
    (await electronNode(['node_modules/vitest/vitest.mjs', 'run', ...filter])) === 0 ? 0 : 1;
}
if (part !== 'unit') {
  await ensureBuild();
  failed += (await endToEnd()) === 0 ? 0 : 1;
}
process.exitCode = failed === 0 ? 0 : 1;

function endToEnd() {
  const command = [
    ...virtualDisplay(),
    electronBinary,
    'node_modules/@playwright/test/cli.js',
    'test',
    '--config',
    'test/e2e/playwright.config.ts',
    ...filter,
  ];
  return runCommand(command[0], command.slice(1), {
    cwd: root,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
}
