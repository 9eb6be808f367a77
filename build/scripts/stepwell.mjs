#!/usr/bin/env node
// The `stepwell` command from a checkout: the built command line on Electron's own Node.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuild } from './ensure-build.mjs';
import { electronBinary, root } from './paths.mjs';
import { setUp } from './set-up.mjs';

await setUp();
await ensureBuild();
const child = spawn(
  electronBinary,
  [join(root, 'out', 'main', 'cli.js'), ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
  process.exitCode = code ?? 130;
});
