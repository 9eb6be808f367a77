import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { createProfile, openStudio, removeProfile, type Studio } from '../helpers/studio';

// Code of a workflow that nobody trusts, in the real app: in a renderer where the operating system
// confines those, in QuickJS where it does not. As root both are tried, the first as nobody.

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
const nobody = 65_534;
const root = resolve(import.meta.dirname, '../..');

const code = `
  setVariable('seen', [typeof process, typeof document, typeof require]);
  console.log('it runs', input);
  const refused = [];
  for (const attempt of [() => require('node:fs'), () => fetch('http://127.0.0.1/'), () => emit('x')]) {
    try { await attempt(); refused.push('ESCAPED'); } catch (error) { refused.push(error.message); }
  }
  return { refused, seen: vars.seen, sum: [1, 2].reduce((a, b) => a + b) };`;
const workflow = {
  stepwell: 1,
  name: 'From somebody else',
  vars: { seen: null },
  steps: {
    start: { kind: 'manual-start' },
    confined: { kind: 'code', with: { code } },
    missing: { kind: 'code', with: { code: 'const a = 1;\nreturn process.env;' } },
  },
  edges: ['start -> confined', 'confined -> missing'],
};

interface Answer<T> {
  readonly ok: boolean;
  readonly value: T;
  readonly error?: { readonly code: string };
}

function invoke<T>(studio: Studio, channel: string, input: unknown): Promise<Answer<T>> {
  return studio.page.evaluate(
    ([name, payload]) =>
      (
        globalThis as unknown as {
          bridge: { invoke(channel: string, input: unknown): Promise<never> };
        }
      ).bridge.invoke(name as string, payload),
    [channel, input],
  );
}

interface Event {
  readonly type: string;
  readonly step?: string;
  readonly output?: { readonly value: unknown };
  readonly error?: { readonly code: string; readonly message: string; readonly place?: unknown };
}

/** Opens the workflow as a file from outside and runs it; gives its events. */
async function runRestricted(studio: Studio, folder: string): Promise<readonly Event[]> {
  const path = join(folder, 'outside.stepwell.json');
  const text = JSON.stringify(workflow);
  writeFileSync(path, text);
  chmodSync(path, 0o666);
  const opened = await invoke<{ id: string }>(studio, 'library.openPath', { path });
  const document = await invoke<{ trusted: boolean; text: string }>(studio, 'documents.open', {
    id: opened.value.id,
  });
  expect(document.value.trusted).toBe(false);
  const started = await invoke<{ runId: string }>(studio, 'runs.start', {
    workflowId: opened.value.id,
    text: document.value.text,
    input: { n: 1 },
    secrets: {},
    requestKey: 'confined-run',
  });
  const { runId } = started.value;
  const load = async () => {
    const request = { runId, after: 0, limit: 1_000 };
    return (await invoke<{ events: Event[] }>(studio, 'runs.events', request)).value.events;
  };
  await expect
    .poll(
      async () => (await load()).some((event) => /^run\.(completed|failed)$/.test(event.type)),
      {
        timeout: 30_000,
      },
    )
    .toBe(true);
  return load();
}

function expectConfined(events: readonly Event[]): void {
  const completed = events.find(
    (event) => event.type === 'step.completed' && event.step === 'confined',
  );
  expect(completed?.output?.value).toEqual({
    refused: ['require', 'fetch', 'emit'].map(
      (name) => `${name} is not available in a restricted workflow`,
    ),
    seen: ['undefined', 'undefined', 'function'],
    sum: 3,
  });
  const failed = events.find((event) => event.type === 'step.failed' && event.step === 'missing');
  expect(failed?.error).toMatchObject({
    code: 'CODE_RESTRICTED',
    message: '`process` is not available in a restricted workflow',
    place: { line: 2 },
  });
}

test.describe.serial('confined code', () => {
  let profile: string;
  let studio: Studio;

  test.beforeEach(async () => {
    profile = await createProfile();
  });
  test.afterEach(async () => {
    await studio.close();
    await removeProfile(profile);
  });

  test('runs in QuickJS where the system confines no renderer, and the app says why', async () => {
    studio = await openStudio(profile);
    const confinement = await invoke(studio, 'app.confinement', {});
    expect(confinement.value).toEqual({
      kind: 'quickjs',
      reason: 'The app was started with --no-sandbox',
    });
    expectConfined(await runRestricted(studio, profile));
  });

  test('runs in a renderer that the system confines, which may call nothing in main', async () => {
    test.skip(process.platform === 'linux' && !isRoot && !process.env['DISPLAY'], 'no display');
    const data = join(profile, 'data');
    mkdirSync(data);
    if (isRoot) {
      chownSync(profile, nobody, nobody);
      chownSync(data, nobody, nobody);
    }
    studio = await openStudio(data, [], {
      confined: true,
      ...(isRoot && { executable: asNobody(profile) }),
    });
    const confinement = await invoke<{ kind: string }>(studio, 'app.confinement', {});
    expect(confinement.value.kind).toBe('os-sandbox');
    expectConfined(await runRestricted(studio, data));
    // A page of that session with the studio's own preload: what a hostile renderer could make of itself.
    const answer = await studio.app.evaluate(
      async ({ session, WebContentsView }, preload) => {
        const confined = session.fromPartition('confined');
        const view = new WebContentsView({ webPreferences: { session: confined, preload } });
        await view.webContents.loadURL(`app-sbx://run-${crypto.randomUUID()}/`);
        const said: unknown = await view.webContents.executeJavaScript(
          "bridge.invoke('app.info', {}).catch((error) => String(error))",
        );
        view.webContents.close();
        return said;
      },
      join(root, 'out/preload/index.cjs'),
    );
    expect(answer).toMatchObject({ ok: false, error: { code: 'IPC_SENDER' } });
  });
});

/** A program that starts Electron as a user who owns nothing: as root its sandbox refuses to start. */
function asNobody(folder: string): string {
  const script = join(folder, 'electron-as-nobody.sh');
  const words = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];
  writeFileSync(
    script,
    `#!/bin/sh\nexport HOME='${folder}'\nexec ${words.join(' ')} xvfb-run -a '${process.execPath}' "$@"\n`,
  );
  chmodSync(script, 0o755);
  return script;
}
