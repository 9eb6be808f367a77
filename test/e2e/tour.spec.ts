import { expect, test } from '@playwright/test';
import { runStatus } from '../helpers/canvas';
import { createProfile, openStudio, removeProfile } from '../helpers/studio';

test('the tour leads a newcomer with the keyboard from the welcome to a breakpoint that is hit', async () => {
  const profile = await createProfile();
  const studio = await openStudio(profile);
  const { page } = studio;
  await page.getByRole('button', { name: 'Take the tour' }).press('Enter');
  const tour = page.getByRole('complementary', { name: 'Guided tour' });
  await expect(tour).toContainText('Run it');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Run workflow' }).press('Enter');
  await expect(runStatus(page)).toContainText('Completed');
  await expect(tour).toContainText('Look at a value');
  await page.getByRole('treeitem', { name: 'List packages' }).click();
  await expect(tour).toContainText('Set a breakpoint');
  await page.keyboard.press('F9');
  await expect(tour).toContainText('Hit it');
  await page.keyboard.press('F5');
  await page.getByRole('dialog').getByRole('button', { name: 'Start debugging' }).press('Enter');
  await expect(tour).toContainText('Go on');
  await page.keyboard.press('F5');
  await expect(tour).toHaveCount(0);
  await studio.close();
  await removeProfile(profile);
});

test('the tour can be skipped, stays away, and is in the palette for another time', async () => {
  const profile = await createProfile();
  const studio = await openStudio(profile);
  const { page } = studio;
  await page.getByRole('button', { name: 'Skip' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome to Stepwell' })).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('tour');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Guided tour' })).toBeVisible();
  await studio.close();
  await removeProfile(profile);
});
