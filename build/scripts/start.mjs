// `npm start [-- file.stepwell.yaml]`: sets up what is missing and opens the studio. Without a
// display the main sample runs in the terminal instead.
import { resolve } from 'node:path';
import { hasDisplay, sandboxSwitches } from './display.mjs';
import { electronNode } from './electron-node.mjs';
import { ensureBuild } from './ensure-build.mjs';
import { electronBinary, root } from './paths.mjs';
import { runCommand } from './run-command.mjs';
import { setUp } from './set-up.mjs';

const mainSample = 'licence-audit';
const files = process.argv
  .slice(2)
  .map((file) => resolve(process.env.INIT_CWD ?? process.cwd(), file));

await setUp();
await ensureBuild();
if (hasDisplay()) {
  const { ELECTRON_RUN_AS_NODE: _unset, ...env } = process.env;
  process.exitCode = await runCommand(
    electronBinary,
    [...sandboxSwitches(), root, `--welcome-sample=${mainSample}`, ...files],
    {
      env,
    },
  );
} else {
  const workflow = files[0] ?? `resources/samples/${mainSample}/${mainSample}.stepwell.yaml`;
  process.exitCode = await electronNode(['out/main/cli.js', 'run', workflow, '--no-save']);
  process.stderr.write(
    '\nThere is no display here, so the sample ran in the terminal.\n' +
      'To see the studio, start it where a display is (DISPLAY or WAYLAND_DISPLAY set), connect with\n' +
      '`ssh -X`, or use a virtual one: `xvfb-run npm start`.\n',
  );
}
