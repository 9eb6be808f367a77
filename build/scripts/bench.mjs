// `npm run bench [-- area …]`: what fast means, as ratios of two things measured in the same run.
import { virtualDisplay } from './display.mjs';
import { ensureBuild } from './ensure-build.mjs';
import { electronBinary, root } from './paths.mjs';
import { runCommand } from './run-command.mjs';
import { setUp } from './set-up.mjs';

await setUp({ virtualDisplay: true });
await ensureBuild();
const { bundleScript } = await import('./bundle-script.mjs');
const script = await bundleScript('test/perf/bench.ts', 'bench');
const command = [...virtualDisplay(), electronBinary, script, ...process.argv.slice(2)];
process.exitCode = await runCommand(command[0], command.slice(1), {
  cwd: root,
  env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
});
