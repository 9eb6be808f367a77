import { electronBinary, root } from './paths.mjs';
import { runCommand } from './run-command.mjs';

/**
 * Runs a script on Electron's own Node: the runtime that ships, and the one for which
 * better-sqlite3's binary is made (in Node 20 the same file crashes the process).
 */
export function electronNode(args, env = {}) {
  return runCommand(electronBinary, args, {
    cwd: root,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ...env },
  });
}
