// `npm run format`: lays every file out the one way.
import { root } from './paths.mjs';
import { runCommand } from './run-command.mjs';
import { setUp } from './set-up.mjs';

await setUp();
process.exitCode = await runCommand(
  process.execPath,
  ['node_modules/prettier/bin/prettier.cjs', '--write', '--log-level', 'warn', '.'],
  { cwd: root },
);
