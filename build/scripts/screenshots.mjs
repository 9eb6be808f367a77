// `npm run screenshots`: every screen of the real app, driven as a user would, in every theme.
// All go to screenshots/<theme>/ to be looked at; the README's own are kept in docs/images.
// `npm run screenshots -- library time` takes only the named scenes.
// `--size 900x600` takes another window than 1920 × 1080, `--zoom 2` the window zoomed to 200 %. Pictures
// that are not of the usual window go to a folder of their own and leave docs/images alone.
// `--kept` takes only the README's pictures.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sandboxSwitches, virtualDisplay } from './display.mjs';
import { ensureBuild } from './ensure-build.mjs';
import { electronBinary, root } from './paths.mjs';
import { createCamera } from './pictures/camera.mjs';
import { scenes } from './pictures/scenes.mjs';
import { runCommand } from './run-command.mjs';
import { setUp } from './set-up.mjs';

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    inside: { type: 'boolean', default: false },
    kept: { type: 'boolean', default: false },
    size: { type: 'string', default: '1920x1080' },
    zoom: { type: 'string', default: '1' },
  },
});
const size = /^(?<width>\d+)x(?<height>\d+)$/.exec(values.size)?.groups;
const zoom = Number(values.zoom);
const unknown = wanted.filter((name) => !(name in scenes));
if (size === undefined || !(zoom >= 1 && zoom <= 2)) {
  console.error('Give the size as --size 1280x800 and the zoom as --zoom 1 to 2.');
  process.exitCode = 2;
} else if (unknown.length > 0) {
  console.error(
    `There is no scene ${unknown.join(', ')}. There are: ${Object.keys(scenes).join(', ')}.`,
  );
  process.exitCode = 2;
} else if (!values.inside) {
  await setUp({ virtualDisplay: true });
  await ensureBuild();
  const words = [...virtualDisplay(), process.execPath, import.meta.filename, '--inside'];
  const options = [
    '--size',
    values.size,
    '--zoom',
    values.zoom,
    ...(values.kept ? ['--kept'] : []),
  ];
  process.exitCode = await runCommand(words[0], [...words.slice(1), ...options, ...wanted], {
    cwd: root,
  });
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
    const bounds = { x: 0, y: 0, width: Number(size.width), height: Number(size.height) };
    await app.evaluate(
      ({ BrowserWindow }, [to, factor]) => {
        const [window] = BrowserWindow.getAllWindows();
        window.setBounds(to);
        window.webContents.setZoomFactor(factor);
      },
      [bounds, zoom],
    );
    const camera = createCamera({ app, page }, root, folderName(), values.kept);
    await work({ app, page, profile, ...camera });
  } catch (error) {
    process.exitCode = 1;
    console.error(error);
  } finally {
    await app.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** Where pictures of another window than the usual one go. */
function folderName() {
  const zoomed = zoom === 1 ? [] : [`${zoom * 100}%`];
  const sized = values.size === '1920x1080' ? [] : [values.size];
  return [...sized, ...zoomed].join('-') || undefined;
}
