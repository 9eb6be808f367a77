// `npm run check`: format, lint, types, import rules, unit tests. All run, then the sum is told.
import { electronNode } from './electron-node.mjs';
import { say } from './log.mjs';
import { root } from './paths.mjs';
import { runCommand } from './run-command.mjs';
import { setUp } from './set-up.mjs';

await setUp();

const gates = [
  ['format', () => script('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.'])],
  [
    'lint',
    () =>
      script('eslint/bin/eslint.js', [
        '.',
        '--max-warnings=0',
        '--cache',
        '--cache-location=.cache/eslint',
      ]),
  ],
  ['types: shared', () => types('shared')],
  ['types: main', () => types('main')],
  ['types: renderer', () => types('renderer')],
  [
    'import rules',
    () =>
      electronNode([
        'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
        'src-main',
        'src-preload',
        'src-renderer',
        'src-shared',
        '--config=.dependency-cruiser.cjs',
        '--output-type=err',
      ]),
  ],
  ['unit tests', () => electronNode(['node_modules/vitest/vitest.mjs', 'run', '--reporter=dot'])],
];

const failed = [];
for (const [name, run] of gates) {
  const start = Date.now();
  const code = await run();
  say(
    `${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`,
  );
  if (code !== 0) failed.push(name);
}
if (failed.length > 0) {
  process.stderr.write(`\nnpm run check failed: ${failed.join(', ')}\n`);
  process.exitCode = 1;
}

function types(project) {
  return script('typescript/bin/tsc', ['-p', `tsconfig.${project}.json`]);
}

function script(path, args) {
  return runCommand(process.execPath, [`node_modules/${path}`, ...args], { cwd: root });
}
