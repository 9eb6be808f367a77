import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { createProfile, openStudio, removeProfile, type Studio } from '../helpers/studio';

/** Serious and critical findings, as `rule: what it concerns`. */
async function findings(page: Page): Promise<string[]> {
  // Legacy mode needs no second page, which an Electron window does not give.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

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
});
