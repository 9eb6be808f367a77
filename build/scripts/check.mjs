// `npm run check`: format, lint, types, import rules, links of the docs, unit tests. All run, then the sum is told.
// What is slow by nature is left to `npm test`: tests that start processes (*.integration.test.ts)
// and the suites below test/.
import { captureCommand } from './capture-command.mjs';
import { docsProblems } from './docs-check.mjs';
import { electronNode } from './electron-node.mjs';
import { say } from './log.mjs';
import { electronBinary, root } from './paths.mjs';
import { setUp } from './set-up.mjs';

await setUp();

// The longest first: two run beside each other.
const gates = [
  ['types: main', () => types('main')],
  ['format', format],
  ['lint', lint],
  ['types: renderer', () => types('renderer')],
  ['types: shared', () => types('shared')],
  ['import rules', importRules],
  ['docs', docs],
];

const failed = [];
await Promise.all([work(), work()]);
await pass('unit tests', unitTests);
if (failed.length > 0) {
  process.stderr.write(`\nnpm run check failed: ${failed.join(', ')}\n`);
  process.exitCode = 1;
}

async function work() {
  for (let gate = gates.shift(); gate !== undefined; gate = gates.shift()) await pass(...gate);
}

async function pass(name, run) {
  const start = Date.now();
  const { code, output } = await run();
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  if (code !== 0) failed.push(name);
  if (code !== 0) process.stdout.write(output);
  say(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
}

// Caches are by content: a clone or a checkout has other times, and the same files.
function format() {
  const cache = ['--cache', '--cache-strategy=content', '--cache-location=.cache/prettier'];
  return node('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', ...cache, '.']);
}

function lint() {
  const cache = ['--cache', '--cache-strategy=content', '--cache-location=.cache/eslint'];
  return node('eslint/bin/eslint.js', ['.', '--max-warnings=0', ...cache]);
}

function types(project) {
  return node('typescript/bin/tsc', ['-p', `tsconfig.${project}.json`]);
}

function importRules() {
  return node('dependency-cruiser/bin/dependency-cruiser.mjs', [
    ...['src-main', 'src-preload', 'src-renderer', 'src-shared'],
    '--config=.dependency-cruiser.cjs',
    '--output-type=err',
  ]);
}

async function docs() {
  const problems = docsProblems();
  return {
    code: problems.length === 0 ? 0 : 1,
    output: problems.map((one) => `${one}\n`).join(''),
  };
}

async function unitTests() {
  const code = await electronNode(
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=dot',
      '--exclude=**/*.integration.test.ts',
      '--exclude=test/**',
    ],
    // Fewer trials; `npm test` makes them all.
    { STEPWELL_PROPERTY_RUNS: '100', STEPWELL_SIMULATED_RUNS: '100', ...process.env },
  );
  return { code, output: '' };
}

/** On Electron's Node: its engine is newer than most that are installed, and half as long at this work. */
function node(path, args) {
  return captureCommand(electronBinary, [`node_modules/${path}`, ...args], {
    cwd: root,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
}
