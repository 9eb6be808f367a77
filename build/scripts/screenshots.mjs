// `npm run screenshots`: every screen of the real app, driven as a user would, in every theme.
// All go to screenshots/<theme>/ to be looked at; the README's own are kept in docs/images.
// `npm run screenshots -- library time` takes only the named scenes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sandboxSwitches, virtualDisplay } from './display.mjs';
import { ensureBuild } from './ensure-build.mjs';
import { electronBinary, root } from './paths.mjs';
import { createCamera } from './pictures/camera.mjs';
import { scenes } from './pictures/scenes.mjs';
import { runCommand } from './run-command.mjs';
import { setUp } from './set-up.mjs';

const inside = process.argv.includes('--inside');
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
if (!inside) {
  await setUp({ virtualDisplay: true });
  await ensureBuild();
  const words = [...virtualDisplay(), process.execPath, import.meta.filename, '--inside'];
  process.exitCode = await runCommand(words[0], [...words.slice(1), ...wanted], { cwd: root });
} else {
  const { _electron } = await import('playwright');
  for (const [name, scene] of Object.entries(scenes)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.log(name);
    await inStudio(_electron, scene.args ?? [], (studio) => scene.take(studio));
  }
}

/** A studio of its own for each scene: one that fails takes nothing from the others. */
async function inStudio(electron, args, work) {
  const profile = mkdtempSync(join(tmpdir(), 'stepwell-pictures-'));
  const { ELECTRON_RUN_AS_NODE: _unset, ...env } = process.env;
  const app = await electron.launch({
    executablePath: electronBinary,
    args: [...sandboxSwitches(), root, ...args],
    cwd: root,
    env: { ...env, STEPWELL_PROFILE: profile },
  });
  try {
    const page = await app.firstWindow();
    page.setDefaultTimeout(30_000);
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0].setBounds({ x: 0, y: 0, width: 1920, height: 1080 });
    });
    await work({ app, page, profile, ...createCamera(page, root) });
  } catch (error) {
    process.exitCode = 1;
    console.error(error);
  } finally {
    await app.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
