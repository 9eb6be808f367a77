import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { createProfile, openStudio, removeProfile, type Studio } from '../helpers/studio';

// What a compromised or confused window could send, and what a second start does.

interface Answer {
  readonly ok: boolean;
  readonly error?: { readonly code: string };
}

test.describe.serial('the bridge', () => {
  let profile: string;
  let studio: Studio;

  test.beforeAll(async () => {
    profile = await createProfile();
    studio = await openStudio(profile);
    await expect(studio.page.getByText('Licence audit').first()).toBeVisible();
  });

  test.afterAll(async () => {
    await studio.close();
    await removeProfile(profile);
  });

  function invoke(channel: string, input: unknown): Promise<Answer> {
    return studio.page.evaluate(
      ([name, payload]) =>
        (
          globalThis as unknown as {
            bridge: { invoke(channel: string, input: unknown): Promise<Answer> };
          }
        ).bridge.invoke(name as string, payload),
      [channel, input],
    );
  }

  const run = 'run_00000000000000000000000000';
  const refused: readonly (readonly [string, string, unknown, string])[] = [
    ['unknown fields', 'app.info', { extra: 1 }, 'IPC_SCHEMA'],
    ['missing fields', 'runs.cancel', {}, 'IPC_SCHEMA'],
    ['wrong types', 'runs.list', { limit: 'all' }, 'IPC_SCHEMA'],
    ['nothing at all', 'library.create', null, 'IPC_SCHEMA'],
    ['ids that are SQL', 'runs.cancel', { runId: '1 OR 1=1' }, 'IPC_SCHEMA'],
    ['runs that do not exist', 'runs.text', { runId: run }, 'NOT_FOUND'],
    ['workflows that do not exist', 'documents.open', { id: 'wf_00000000000000' }, 'NOT_FOUND'],
    ['links that run something', 'app.openExternal', { url: 'file:///bin/sh' }, 'LINK_REFUSED'],
    ['paths that are not files', 'library.openPath', { path: '/' }, 'FILE_NOT_REGULAR'],
    ['paths without a folder', 'library.openPath', { path: '../../x.yaml' }, 'PATH_DENIED'],
  ];
  for (const [what, channel, input, code] of refused) {
    test(`refuses ${what}`, async () => {
      expect(await invoke(channel, input)).toMatchObject({ ok: false, error: { code } });
    });
  }

  test('has no other channels, and takes nothing that cannot be copied', async () => {
    const said = await studio.page.evaluate(async () => {
      const { bridge } = globalThis as unknown as {
        bridge: { invoke(channel: string, input: unknown): Promise<Answer> };
      };
      const inputs: [string, unknown][] = [
        ['fs.readFile', { path: '/etc/passwd' }],
        ['__proto__', {}],
        ['library.list', { more: () => 1 }],
        ['library.list', { more: Symbol('s') }],
      ];
      return Promise.all(
        inputs.map(async ([channel, input]) => {
          try {
            return (await bridge.invoke(channel, input)).error?.code ?? 'answered';
          } catch (error) {
            return String(error).includes('is not a channel') ? 'no channel' : 'not copied';
          }
        }),
      );
    });
    expect(said.slice(0, 2)).toEqual(['no channel', 'no channel']);
    for (const what of said.slice(2)) expect(['IPC_SCHEMA', 'not copied']).toContain(what);
  });

  test('refuses what is too large or too deep', async () => {
    const answers = await studio.page.evaluate(async () => {
      const { bridge } = globalThis as unknown as {
        bridge: { invoke(channel: string, input: unknown): Promise<Answer> };
      };
      let deep: unknown = 0;
      for (let level = 0; level < 400; level += 1) deep = [deep];
      return [
        await bridge.invoke('app.openExternal', { url: 'x'.repeat(2_000_000) }),
        await bridge.invoke('runs.start', { input: deep }),
      ];
    });
    expect(answers.map((answer) => answer.error?.code)).toEqual(['IPC_TOO_LARGE', 'IPC_TOO_DEEP']);
  });

  test('answers ten thousand calls at once, and the main process does other things in between', async () => {
    // How long its thread works at a stretch, whatever else the machine has to do.
    await studio.app.evaluate(() => {
      const watch = { longest: 0, last: process.threadCpuUsage().user, timer: null as unknown };
      watch.timer = setInterval(() => {
        const { user } = process.threadCpuUsage();
        watch.longest = Math.max(watch.longest, user - watch.last);
        watch.last = user;
      }, 1);
      Object.assign(globalThis, { watchOfThread: watch });
    });
    const answered = await studio.page.evaluate(async () => {
      const { bridge } = globalThis as unknown as {
        bridge: { invoke(channel: string, input: unknown): Promise<Answer> };
      };
      const calls = Array.from({ length: 10_000 }, () => bridge.invoke('library.list', {}));
      return (await Promise.all(calls)).filter((answer) => answer.ok).length;
    });
    expect(answered).toBe(10_000);
    const longest = await studio.app.evaluate(() => {
      const { watchOfThread: watch } = globalThis as unknown as {
        watchOfThread: { longest: number; timer: NodeJS.Timeout };
      };
      clearInterval(watch.timer);
      return watch.longest / 1_000;
    });
    expect(longest, 'milliseconds at a stretch').toBeLessThan(200);
  });

  test('hands the file of a second start to the first and ends the second', async () => {
    const file = join(profile, 'second.stepwell.yaml');
    writeFileSync(
      file,
      'stepwell: 1\nname: From outside\nsteps:\n  start: { kind: manual-start }\n',
    );
    const { ELECTRON_RUN_AS_NODE: _unset, ...env } = process.env;
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const root = resolve(import.meta.dirname, '../..');
    const second = spawn(process.execPath, [...sandbox, root, file], {
      env: { ...env, STEPWELL_PROFILE: profile },
      stdio: 'ignore',
    });
    const code = await new Promise((ended) => second.on('exit', ended));
    expect(code).toBe(0);
    await expect(
      studio.page.getByRole('button', { name: /Workflow name: From outside/ }),
    ).toBeVisible();
  });
});
