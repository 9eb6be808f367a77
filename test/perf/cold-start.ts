import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inTurns } from './measure';

const run = promisify(execFile);

/**
 * Milliseconds from the start of a process to its first finished run, profile and history
 * included, against the same for Node-RED: a process each, taken in turns.
 */
export function coldStart(nodeRedFolder: string): Promise<{ ours: number; anchor: number }> {
  return inTurns(
    5,
    () => lifetime('stepwell'),
    () => lifetime('node-red', nodeRedFolder),
  );
}

async function lifetime(...what: string[]): Promise<number> {
  const script = process.env['STEPWELL_COLD_START'];
  if (script === undefined) throw new Error('npm run bench says where the cold start script is.');
  const { stdout } = await run(process.execPath, [script, ...what]);
  const milliseconds = Number(stdout.trim().split('\n').at(-1));
  if (!Number.isFinite(milliseconds))
    throw new Error(`No figure from ${what.join(' ')}: ${stdout}`);
  return milliseconds;
}
