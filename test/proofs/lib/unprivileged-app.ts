import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Runs the proof's own app, with windows, as a user who may do nothing: as root Electron's sandbox refuses to
 * start. Gives what the app wrote into `report.json` of the folder.
 */
export async function runUnprivilegedApp<Report>(
  folder: string,
  task: object,
  flags: readonly string[] = [],
): Promise<Report> {
  chmodSync(folder, 0o777);
  const program = process.env['STEPWELL_PROOF_APP'];
  if (program === undefined) throw new Error('Start this proof with npm run verify:…');
  const { ELECTRON_RUN_AS_NODE: _unset, ...inherited } = process.env;
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const command = [
    ...(isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : []),
    ...(process.platform === 'linux' ? ['xvfb-run', '-a'] : []),
    process.execPath,
    program,
    `--user-data-dir=${join(folder, 'data')}`,
    ...flags,
  ];
  const child = spawn(command[0] ?? '', command.slice(1), {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...inherited,
      HOME: folder,
      TMPDIR: folder,
      STEPWELL_PROOF_TASK: JSON.stringify({ root: process.cwd(), folder, ...task }),
    },
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  await once(child, 'exit');
  const file = join(folder, 'report.json');
  if (!existsSync(file)) {
    throw new Error(
      `The app did not get to its report. ${dirname(program)} must be readable for everybody.\n${errors.slice(-2_000)}`,
    );
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}
