import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const themes = ['light', 'dark', 'contrast'];

/**
 * Takes what is on screen once nothing moves any more; of an unusual window, into the folder `apart`.
 * With `kept` only the README's own pictures are taken.
 */
export function createCamera({ app, page }, root, apart, kept = false) {
  async function shoot(file) {
    await settle(page);
    // Playwright's own picture of a zoomed window is its upper left quarter.
    const picture = await app.evaluate(async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      if (window.webContents.getZoomFactor() === 1) return null;
      return (await window.webContents.capturePage()).toPNG().toString('base64');
    });
    if (picture === null) await page.screenshot({ path: file });
    else writeFileSync(file, Buffer.from(picture, 'base64'));
  }

  /** The screen in every theme, to be looked at. */
  async function take(name) {
    if (kept) return;
    const before = await theme(page);
    for (const shown of themes) {
      const folder = join(root, 'screenshots', apart ?? '', shown);
      mkdirSync(folder, { recursive: true });
      await theme(page, shown);
      await shoot(join(folder, `${name}.png`));
    }
    await theme(page, before);
  }

  /** One picture for the README, in one theme. */
  async function keep(name, shown) {
    if (apart !== undefined) return;
    const folder = join(root, 'docs', 'images');
    mkdirSync(folder, { recursive: true });
    const before = await theme(page);
    await theme(page, shown);
    await shoot(join(folder, `${name}.png`));
    await theme(page, before);
  }

  return { take, keep, settle: () => settle(page) };
}

/** Sets the theme on screen, as the setting would, or reads it. */
function theme(page, shown) {
  return page.evaluate((name) => {
    if (name !== undefined) document.documentElement.dataset.theme = name;
    return document.documentElement.dataset.theme;
  }, shown);
}

async function settle(page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all(
      document
        .getAnimations()
        // A spinner never finishes.
        .filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity)
        .map((animation) => animation.finished.catch(() => {})),
    );
    for (let frame = 0; frame < 20; frame += 1) await new Promise(requestAnimationFrame);
  });
}
