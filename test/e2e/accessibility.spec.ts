import { expect, test } from '@playwright/test';
import { findings } from '../helpers/axe';
import { createProfile, openStudio, removeProfile, type Studio } from '../helpers/studio';

test.describe.serial('accessibility', () => {
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

  test('has no serious findings on the library', async () => {
    expect(await findings(studio.page)).toEqual([]);
  });

  test('has no serious findings on a workflow and on a step', async () => {
    const { page } = studio;
    await page.getByText('Licence audit').first().click();
    await expect(page.getByRole('application', { name: 'Workflow canvas' })).toBeVisible();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('treeitem', { name: 'Read lock file' }).click();
    await expect(page.getByRole('textbox', { name: 'Title' })).toBeVisible();
    expect(await findings(page)).toEqual([]);
  });

  test('has no serious findings on the inbox, the settings and the options of a run', async () => {
    const { page } = studio;
    await page.keyboard.press('Control+Shift+A');
    await expect(page.getByRole('dialog', { name: 'Inbox' })).toBeVisible();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.keyboard.press('Control+,');
    await expect(page.getByRole('region', { name: 'Kept runs' })).toBeVisible();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.keyboard.press('Control+Shift+Enter');
    await page.getByRole('button', { name: 'Advanced' }).click();
    await expect(page.getByText('Effects', { exact: true })).toBeVisible();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('has no serious findings in high contrast, which the system can ask for', async () => {
    const { page } = studio;
    const html = page.locator('html');
    await page.emulateMedia({ contrast: 'more' });
    await expect(html).toHaveAttribute('data-theme', 'contrast');
    await page.emulateMedia({ contrast: 'no-preference' });
    await expect(html).not.toHaveAttribute('data-theme', 'contrast');
    await page.keyboard.press('Control+,');
    await page.getByRole('button', { name: 'High contrast' }).click();
    await expect(html).toHaveAttribute('data-theme', 'contrast');
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    expect(await findings(page)).toEqual([]);
  });
});
