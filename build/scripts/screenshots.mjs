// `npm run screenshots`: pictures of the real app, driven as a user would, for the README.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sandboxSwitches, virtualDisplay } from './display.mjs';
import { ensureBuild } from './ensure-build.mjs';
import { electronBinary, root } from './paths.mjs';
import { runCommand } from './run-command.mjs';
import { setUp } from './set-up.mjs';

const inside = process.argv.includes('--inside');
if (!inside) {
  await setUp({ virtualDisplay: true });
  await ensureBuild();
  const words = [...virtualDisplay(), process.execPath, import.meta.filename, '--inside'];
  process.exitCode = await runCommand(words[0], words.slice(1), { cwd: root });
} else {
  await takeAll();
}

async function takeAll() {
  const { _electron } = await import('playwright');
  const folder = join(root, 'docs', 'images');
  mkdirSync(folder, { recursive: true });
  const profile = mkdtempSync(join(tmpdir(), 'stepwell-pictures-'));
  const { ELECTRON_RUN_AS_NODE: _unset, ...env } = process.env;
  const app = await _electron.launch({
    executablePath: electronBinary,
    args: [...sandboxSwitches(), root],
    cwd: root,
    env: { ...env, STEPWELL_PROFILE: profile },
  });
  try {
    const page = await app.firstWindow();
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0].setBounds({ x: 0, y: 0, width: 1920, height: 1080 });
    });
    const take = (name) => page.screenshot({ path: join(folder, `${name}.png`) });

    await page.getByText('Log triage').first().waitFor();
    await take('library');

    // A run of the main sample, with the values of one of its steps.
    await page.getByText('Licence audit').first().click();
    await page.getByRole('application', { name: 'Workflow canvas' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Run workflow' }).click();
    await page.getByRole('status', { name: 'Run status' }).getByText('Completed').waitFor();
    await page.getByRole('button', { name: 'Fit the workflow' }).click();
    await page.getByRole('treeitem', { name: 'Not on the list' }).click();
    await page.getByRole('region', { name: 'Output' }).getByRole('table').first().waitFor();
    await settle(page);
    await take('run');

    await page.getByRole('button', { name: 'Switch to dark' }).click();
    await page.getByRole('treeitem', { name: 'List packages' }).click();
    await page.getByRole('group', { name: 'View' }).getByRole('button', { name: 'Split' }).click();
    await page.locator('.monaco-editor').first().waitFor();
    await settle(page);
    await take('split-dark');
  } finally {
    await app.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** Until nothing moves any more. */
async function settle(page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all(
      document.getAnimations().map((animation) => animation.finished.catch(() => {})),
    );
    for (let frame = 0; frame < 30; frame += 1) await new Promise(requestAnimationFrame);
  });
}
