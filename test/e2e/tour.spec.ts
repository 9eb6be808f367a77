import { expect, test } from '@playwright/test';
import { canvas, node, runStatus } from '../helpers/canvas';
import { createProfile, openStudio, removeProfile } from '../helpers/studio';

test('the tour leads a newcomer with the keyboard from the welcome to a breakpoint that is hit', async () => {
  const profile = await createProfile();
  const studio = await openStudio(profile);
  const { page } = studio;
  const spoken = page.locator('[aria-live="polite"][aria-relevant="additions"]');
  // Who has nothing yet begins on the button that leads in.
  await expect(page.getByRole('button', { name: 'Take the tour' })).toBeFocused();
  await page.keyboard.press('Enter');
  const tour = page.getByRole('complementary', { name: 'Guided tour' });
  await expect(tour).toContainText('Run it');
  await expect(canvas(page)).toBeFocused();
  await page.keyboard.press('Control+Enter');
  // The sample is filled in: Enter runs it.
  await expect(page.getByRole('combobox', { name: 'Fill in a sample' })).toContainText('Stepwell');
  await expect(
    page.getByRole('dialog').getByRole('button', { name: 'Run workflow' }),
  ).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(runStatus(page)).toContainText('Completed');
  await expect(spoken).toContainText('Run completed in');
  await expect(tour).toContainText('Look at a value');
  for (const step of ['Start', 'Read lock file', 'List packages']) {
    await expect(canvas(page)).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(node(page, step)).toHaveAttribute('aria-current', 'true');
  }
  await expect(tour).toContainText('Set a breakpoint');
  await page.keyboard.press('F9');
  await expect(tour).toContainText('Hit it');
  await page.keyboard.press('F5');
  await expect(
    page.getByRole('dialog').getByRole('button', { name: 'Start debugging' }),
  ).toBeFocused();
  // From any field of a dialog.
  await page.getByRole('textbox', { name: 'Allowed licences' }).press('Control+Enter');
  await expect(tour).toContainText('Go on');
  await expect(spoken).toContainText('Paused before List packages');
  await page.keyboard.press('F5');
  await expect(page.getByText('That was the tour')).toBeVisible();
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
