import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createProfile, openStudio, removeProfile, type Studio } from '../helpers/studio';

// A picture is exported from one studio and opened in another, which has never seen the workflow.

let folder: string;
let first: Studio;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stepwell-pictures-'));
  first = await openStudio(await createProfile(), ['--welcome-sample=order-intake']);
  await expect(first.page.getByRole('button', { name: /Workflow name/ })).toBeVisible();
});

test.afterAll(async () => {
  await first.close();
  await removeProfile(first.profile);
  rmSync(folder, { recursive: true, force: true });
});

for (const format of ['SVG', 'PNG'] as const) {
  test(`a workflow exported as ${format} opens as the workflow it shows`, async () => {
    const file = join(folder, `picture.${format.toLowerCase()}`);
    await first.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    const { page } = first;
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /command/i }).fill(`Export picture as ${format}`);
    await page.keyboard.press('Enter');
    await expect(page.getByText(`${file}. It holds the workflow`).first()).toBeVisible();
    expect(readFileSync(file).length).toBeGreaterThan(10_000);

    const profile = await createProfile();
    const second = await openStudio(profile, [file]);
    try {
      const original = await page.getByRole('tree', { name: 'Steps' }).innerText();
      await expect(second.page.getByRole('tree', { name: 'Steps' })).toHaveText(
        original.replace(/\s+/g, ' ').trim(),
        { useInnerText: true },
      );
    } finally {
      await second.close();
      await removeProfile(profile);
    }
  });
}
