// `npm run bench [-- area …] [--peer name]`: what fast means, as ratios of two things measured in the same run.
// `npm run bench -- canvas --only typing,run --steps 1000` measures a few figures of the canvas.
import { join } from 'node:path';
import { virtualDisplay } from './display.mjs';
import { ensureBuild } from './ensure-build.mjs';
import { electronBinary, root } from './paths.mjs';
import { runCommand } from './run-command.mjs';
import { setUp } from './set-up.mjs';

const areas = [];
const peers = [];
const given = process.argv.slice(2);
for (let at = 0; at < given.length; at += 1) {
  if (given[at] === '--peer') peers.push(given[(at += 1)] ?? '');
  else areas.push(given[at]);
}
await setUp({ virtualDisplay: true });
await ensureBuild();
const { bundleScript } = await import('./bundle-script.mjs');
const { installPeer } = await import('./peers.mjs');
const folders = {};
for (const peer of peers) folders[peer] = await installPeer(peer);
const script = await bundleScript('test/perf/bench.ts', 'bench');
const coldStart = await bundleScript('test/perf/cold-start-child.ts', 'cold-start');
const thread = await bundleScript('src-main/storage/thread/storage-thread.ts', 'storage-thread');
const plainFlow = await buildPlainFlow();
const command = [...virtualDisplay(), electronBinary, script, ...areas];
process.exitCode = await runCommand(command[0], command.slice(1), {
  cwd: root,
  env: {
    ...process.env,
    ELECTRON_RUN_AS_NODE: '1',
    STEPWELL_COLD_START: coldStart,
    STEPWELL_STORAGE_THREAD: thread,
    STEPWELL_PLAIN_FLOW: plainFlow,
    STEPWELL_PEERS: JSON.stringify(folders),
  },
});

/** The page that the canvas is measured against. */
async function buildPlainFlow() {
  if (areas.length > 0 && !areas.includes('canvas')) return '';
  const { build } = await import('vite');
  const outDir = join(root, '.stepwell-bench', 'plain-flow');
  await build({
    root: join(root, 'test', 'perf', 'plain-flow'),
    configFile: false,
    base: './',
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true, target: 'chrome148' },
  });
  return join(outDir, 'index.html');
}
