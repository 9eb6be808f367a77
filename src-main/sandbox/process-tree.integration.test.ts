import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSandbox, type OpenSandbox } from '../../test/helpers/open-sandbox';

let open: OpenSandbox;
beforeAll(async () => {
  open = await openSandbox();
}, 60_000);
afterAll(() => open.close());

function isAlive(pid: number): boolean {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return !['Z', 'X'].includes(text.slice(text.lastIndexOf(')') + 2)[0] ?? '');
  } catch {
    // It is gone.
    return false;
  }
}

const deaf = `['-c', 'trap "" TERM INT HUP; while :; do sleep 1; done']`;
const spawn = (options: string) =>
  `const child = require('node:child_process').spawn('sh', ${deaf}, { stdio: 'ignore', ${options} });`;
/** Its parent is gone before anybody looks; says its id. */
const orphan = `const { execFileSync } = require('node:child_process');
  const pid = Number(execFileSync('sh', ['-c', 'sleep 60 > /dev/null 2>&1 & echo $!']));`;

// The tests look into /proc.
describe.skipIf(process.platform !== 'linux')('what code has started', () => {
  it.each([
    ['a deaf child', `${spawn('')} log('begun', child.pid); await new Promise(() => {});`],
    ['a deaf child of a busy step', `${spawn('')} log('begun', child.pid); await 0; for (;;);`],
    ['a detached child', `${spawn('detached: true')} log('begun', child.pid); await 0; for (;;);`],
    [
      'a detached child of a step that stops by itself',
      `${spawn('detached: true')} log('begun', child.pid); await sleep(60_000);`,
    ],
    ['an orphan', `${orphan} log('begun', pid); await new Promise(() => {});`],
    ['an orphan of a busy step', `${orphan} log('begun', pid); await 0; for (;;);`],
  ])('ends when the step is cancelled: %s', async (_, code) => {
    const run = open.start(code, { modules: 'node', timeLimit: 30_000 });
    await expect.poll(() => run.logs.length, { interval: 5, timeout: 10_000 }).toBe(1);
    const pid = Number(run.logs[0]?.data);
    expect(isAlive(pid)).toBe(true);
    run.cancel.abort(new Error('stop it'));
    await expect(run.result).rejects.toThrow('stop it');
    await expect.poll(() => isAlive(pid), { interval: 5, timeout: 5_000 }).toBe(false);
  });

  it('ends with a step that crashes', async () => {
    const run = open.start(
      `${spawn('')} log('begun', child.pid); await sleep(50); process.exit(1);`,
      {
        modules: 'node',
      },
    );
    await expect(run.result).rejects.toMatchObject({ code: 'CODE_CRASHED' });
    const pid = Number(run.logs[0]?.data);
    await expect.poll(() => isAlive(pid), { interval: 5, timeout: 5_000 }).toBe(false);
  });

  it('ends with a step that returns, unless it was detached to go on', async () => {
    const started = (options: string) =>
      open.start(`${spawn(options)} child.unref(); return child.pid`, { modules: 'node' }).result;
    const left = Number(await started(''));
    const kept = Number(await started('detached: true'));
    await expect.poll(() => isAlive(left), { interval: 5, timeout: 5_000 }).toBe(false);
    expect(isAlive(kept)).toBe(true);
    process.kill(-kept, 'SIGKILL');
  });
});
