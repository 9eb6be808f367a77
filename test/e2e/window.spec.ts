import { expect, test } from '@playwright/test';
import { createProfile, openStudio, removeProfile, type Studio } from '../helpers/studio';

test.describe('the window', () => {
  let profile: string;
  let studio: Studio;

  test.beforeAll(async () => {
    profile = await createProfile();
    studio = await openStudio(profile);
  });

  test.afterAll(async () => {
    await studio.close();
    await removeProfile(profile);
  });

  test('opens on the studio page and shows it', async () => {
    await expect(studio.page).toHaveTitle(/Stepwell/);
    expect(studio.page.url()).toBe('app://stepwell/index.html');
    const visible = await studio.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.isVisible()),
    );
    expect(visible).toEqual([true]);
  });

  test('gives the page no Node, no Electron and only the named bridge', async () => {
    const seen = await studio.page.evaluate(() => ({
      process: typeof (globalThis as Record<string, unknown>)['process'],
      require: typeof (globalThis as Record<string, unknown>)['require'],
      bridge: Object.keys((globalThis as unknown as { bridge: object }).bridge).sort(),
    }));
    expect(seen).toEqual({
      process: 'undefined',
      require: 'undefined',
      bridge: ['invoke', 'subscribe'],
    });
  });

  test('refuses unknown channels, foreign hosts and paths outside the bundle', async () => {
    const answers = await studio.page.evaluate(async () => {
      const { bridge } = globalThis as unknown as {
        bridge: { invoke(channel: string, input: unknown): Promise<unknown> };
      };
      const outcome = (work: () => Promise<unknown>) =>
        Promise.resolve()
          .then(work)
          .then(
            () => 'answered',
            () => 'refused',
          );
      return {
        channel: await outcome(() => bridge.invoke('shell.openPath', {})),
        host: await outcome(() => fetch('https://example.com/')),
        path: (await fetch('app://stepwell/..%2f..%2fpackage.json')).status,
        encoded: (await fetch('app://stepwell/%2e%2e/%2e%2e/package.json')).status,
      };
    });
    expect(answers).toEqual({ channel: 'refused', host: 'refused', path: 404, encoded: 404 });
  });

  test('comes back where it was, with its size', async () => {
    const bounds = { x: 120, y: 80, width: 1180, height: 760 };
    await studio.app.evaluate(({ BrowserWindow }, to) => {
      BrowserWindow.getAllWindows()[0]?.setBounds(to);
    }, bounds);
    await expect.poll(() => studio.page.evaluate('innerWidth')).toBe(1180);
    await studio.close();
    studio = await openStudio(profile);
    await expect
      .poll(() =>
        studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds()),
      )
      .toEqual(bounds);
  });
});
