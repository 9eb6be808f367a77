// Code that does not want to end. Each text runs after it has said that it begins; `input` has `fifo`, a named
// pipe that nobody writes to, `silent`, the address of a server that never answers, `ledger`, a file
// to leave traces in, and `trial`, which marks child processes.

export interface HostileCode {
  readonly name: string;
  readonly code: string;
  /** Megabytes, where 256 is not enough to be hostile. */
  readonly memory?: number;
  readonly language?: 'javascript' | 'typescript';
}

const trace =
  "require('node:fs').appendFileSync(input.ledger, input.trial + ' ' + process.hrtime.bigint() + '\\n');";
const marked = 'env: { ...process.env, STEPWELL_TRIAL: input.trial }';
const deaf = '\'trap "" TERM INT HUP; while :; do sleep 1; done\'';
/** `(module (func (export "f") (loop br 0)))` */
const wasmLoop =
  '0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,9,1,7,0,3,64,12,0,11,11';

export const hostileCode: readonly HostileCode[] = [
  { name: 'endless loop', code: 'for (;;);' },
  {
    name: 'endless loop in TypeScript',
    code: 'const on: boolean = true; while (on);',
    language: 'typescript',
  },
  { name: 'microtask loop', code: 'const f = () => Promise.resolve().then(f); await f();' },
  { name: 'await loop', code: 'for (;;) await null;' },
  {
    name: 'nextTick loop',
    code: 'const f = () => process.nextTick(f); f(); await new Promise(() => {});',
  },
  {
    name: 'setImmediate loop with traces',
    code: `const f = () => { ${trace} setImmediate(f); }; f(); await new Promise(() => {});`,
  },
  { name: 'loop with traces', code: `for (;;) { ${trace} }` },
  {
    name: 'interval with traces',
    code: `setInterval(() => { ${trace} }, 1); await new Promise(() => {});`,
  },
  { name: 'regular expression', code: 'for (;;) /^(a+)+$/.test("a".repeat(40) + "!");' },
  { name: 'joins', code: "for (;;) new Array(2 ** 24).join('ab');" },
  {
    name: 'sorts',
    code: 'const a = Array.from({ length: 1e6 }, Math.random); for (;;) a.toSorted().toSorted((x, y) => y - x);',
  },
  {
    name: 'JSON',
    code: "const t = '[' + '1,'.repeat(3e6) + '1]'; for (;;) JSON.stringify(JSON.parse(t));",
    memory: 1024,
  },
  { name: 'BigInt', code: 'for (let n = 7n; ; ) { n = 7n ** 3_000_000n; n * n; }' },
  { name: 'generator', code: 'function* g() { for (;;) yield 1; } for (const x of g());' },
  {
    name: 'deep recursion',
    code: 'const f = (n) => { try { f(n + 1) } finally { f(n + 1) } }; f(0);',
  },
  {
    name: 'proxy traps',
    code: 'const p = new Proxy({}, { get: (_, k) => p[k] }); for (;;) try { p.x } catch {}',
  },
  { name: 'vm context', code: "require('node:vm').runInNewContext('for (;;);');" },
  {
    name: 'WebAssembly loop',
    code: `new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(${wasmLoop}))).exports.f();`,
  },
  { name: 'Atomics.wait', code: 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);' },
  { name: 'read of a pipe', code: "require('node:fs').readFileSync(input.fifo);" },
  {
    name: 'reads of a pipe in other threads',
    code: "const fs = require('node:fs/promises'); await Promise.all(Array.from({ length: 8 }, () => fs.readFile(input.fifo)));",
  },
  {
    name: 'key derivation',
    code: "require('node:crypto').pbkdf2Sync('a', 'b', 2e9, 64, 'sha512');",
  },
  {
    name: 'compression',
    code: "const b = Buffer.alloc(64 << 20); for (;;) require('node:zlib').gzipSync(b);",
  },
  { name: 'execSync', code: `require('node:child_process').execSync('sleep 60', { ${marked} });` },
  {
    name: 'spawnSync of a deaf shell',
    code: `require('node:child_process').spawnSync('sh', ['-c', ${deaf}], { ${marked} });`,
  },
  {
    name: 'deaf child',
    code: `require('node:child_process').spawn('sh', ['-c', ${deaf}], { ${marked}, stdio: 'ignore' }); await new Promise(() => {});`,
  },
  {
    name: 'detached deaf child',
    code: `require('node:child_process').spawn('sh', ['-c', ${deaf}], { ${marked}, stdio: 'ignore', detached: true }).unref(); await new Promise(() => {});`,
  },
  {
    name: 'orphan',
    code: `require('node:child_process').execSync('(sleep 60 &) > /dev/null 2>&1', { ${marked}, stdio: 'ignore' }); for (;;);`,
  },
  {
    name: 'children that start children',
    code: `require('node:child_process').spawn('sh', ['-c', 'while :; do sleep 30 & sleep 0.05; done'], { ${marked}, stdio: 'ignore' }); for (;;);`,
  },
  {
    name: 'worker swarm',
    code: "const { Worker } = require('node:worker_threads'); for (let i = 0; i < 12; i++) new Worker('for (;;);', { eval: true }); await new Promise(() => {});",
  },
  {
    name: 'worker in a worker',
    code: 'const { Worker } = require(\'node:worker_threads\'); new Worker(\'new (require("node:worker_threads").Worker)("for (;;);", { eval: true })\', { eval: true }); for (;;);',
  },
  {
    name: '512 MB held',
    code: 'const held = []; for (let i = 0; i < 64; i++) held.push(new Uint8Array(8 << 20).fill(1)); for (;;) held[0][0]++;',
    memory: 1024,
  },
  {
    name: 'signals ignored',
    code: "for (const s of ['SIGTERM', 'SIGINT', 'SIGHUP']) try { process.on(s, () => {}) } catch {} for (;;);",
  },
  {
    name: 'exit refused',
    code: "process.exit = () => {}; process.on('exit', () => { for (;;); }); for (;;);",
  },
  { name: 'output flood', code: "for (;;) process.stdout.write('x'.repeat(1000) + '\\n');" },
  { name: 'log flood', code: "for (let i = 0; ; i++) console.log('line', i);" },
  {
    name: 'log flood with pauses',
    code: "for (let i = 0; ; i++) { log('line', { i }); await sleep(0); }",
  },
  {
    name: 'port flood',
    code: "const { parentPort } = require('node:worker_threads'); for (;;) parentPort.postMessage({ type: 'log', lines: [{ level: 'info', message: 'x'.repeat(1e5) }] });",
    memory: 1024,
  },
  {
    name: 'variables',
    code: "for (let i = 0; i < 900; i++) setVariable('x', 'y'.repeat(1000)); for (;;);",
  },
  {
    name: 'fetch without answer',
    code: 'await Promise.all(Array.from({ length: 30 }, () => fetch(input.silent)));',
  },
  {
    name: 'fetch again and again',
    code: 'for (;;) await fetch(input.silent, { signal: AbortSignal.timeout(3) }).catch(() => {});',
  },
  {
    name: 'request past the app',
    code: "require('node:http').get(input.silent); await new Promise(() => {});",
  },
  { name: 'long sleep', code: 'await sleep(1e9);' },
  { name: 'promise that never settles', code: 'await new Promise(() => {});' },
  {
    name: 'loop in the abort listener',
    code: 'signal.onabort = () => { for (;;); }; await new Promise(() => {});',
  },
  { name: 'loop in finally', code: 'try { await sleep(1e9) } finally { for (;;); }' },
  {
    name: 'goes on after the abort',
    code: `for (;;) { try { await sleep(1) } catch {} ${trace} await null; await new Promise((r) => setImmediate(r)); }`,
  },
];
