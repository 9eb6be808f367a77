// `npm test [-- unit|proofs|e2e] [filter …]`: sets up what is missing, then runs the unit tests, the
// proofs with few trials, and drives the real app. Everything runs on Electron's own Node.
import { virtualDisplay } from './display.mjs';
import { electronNode } from './electron-node.mjs';
import { ensureBuild } from './ensure-build.mjs';
import { electronBinary, root } from './paths.mjs';
import { runCommand } from './run-command.mjs';
import { setUp } from './set-up.mjs';
import { runSmallProofs } from './small-proofs.mjs';

const [first, ...rest] = process.argv.slice(2);
const part = ['unit', 'proofs', 'e2e'].includes(first) ? first : 'all';
const filter = part === 'all' ? process.argv.slice(2) : rest;

await setUp({ virtualDisplay: part === 'all' || part === 'e2e' });
let failed = 0;
if (part === 'all' || part === 'unit') {
  failed +=
    (await electronNode(['node_modules/vitest/vitest.mjs', 'run', ...filter])) === 0 ? 0 : 1;
}
// A filter names tests; proofs have none.
if (part === 'proofs' || (part === 'all' && filter.length === 0)) {
  failed += await runSmallProofs();
}
if (part === 'all' || part === 'e2e') {
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
