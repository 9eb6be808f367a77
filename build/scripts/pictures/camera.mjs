import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const themes = ['light', 'dark', 'contrast'];

/**
 * Takes what is on screen once nothing moves any more; of an unusual window, into the folder `apart`.
 * With `kept` only the README's own pictures are taken.
 */
export function createCamera(page, root, apart, kept = false) {
  async function shoot(file) {
    await settle(page);
    await page.screenshot({ path: file });
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
