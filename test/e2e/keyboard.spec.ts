import { expect, test } from '@playwright/test';
import { createProfile, openStudio, removeProfile } from '../helpers/studio';

test('a workflow is made, run, undone and found again with the keyboard alone', async () => {
  const profile = await createProfile();
  const studio = await openStudio(profile);
  const { page } = studio;
  const { keyboard } = page;
  const canvas = page.getByRole('application', { name: 'Workflow canvas' });
  const step = (name: string) => canvas.getByRole('group', { name: new RegExp(`^${name},`) });
  await expect(page.getByRole('heading', { name: 'Workflows' })).toBeVisible();

  await keyboard.press('Control+n');
  await expect(step('start')).toBeVisible();
  for (const kind of ['transform', 'log']) {
    await keyboard.press('n');
    await expect(page.getByRole('combobox', { name: 'Search steps' })).toBeFocused();
    await keyboard.type(kind);
    await keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Add a step' })).toBeHidden();
  }
  await expect(step('Log')).toBeVisible();
  await expect(page.getByText('3 steps, 1 selected')).toBeVisible();

  // Along the wire to the step before, rename it where it stands.
  await keyboard.press('ArrowLeft');
  await keyboard.press('F2');
  await keyboard.press('Control+a');
  await keyboard.type('Make a value');
  await keyboard.press('Enter');
  await expect(step('Make a value')).toBeVisible();

  await keyboard.press('Control+Enter');
  await expect(page.getByRole('status', { name: 'Run status' })).toContainText('Completed');
  await expect(step('Log')).toHaveAccessibleName(/succeeded/);

  await keyboard.press('Delete');
  await expect(page.getByText(/2 steps/)).toBeVisible();
  await keyboard.press('Control+z');
  await expect(page.getByText(/3 steps/)).toBeVisible();

  // The palette of commands finds what has no key in mind.
  await keyboard.press('Control+k');
  await keyboard.type('go to library');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Workflows' })).toBeVisible();
  await expect(page.getByText('Untitled workflow')).toBeVisible();

  await studio.close();
  await removeProfile(profile);
});

test('a shortcut is changed by pressing keys, taken from another command, and kept', async () => {
  const profile = await createProfile();
  const studio = await openStudio(profile, ['--welcome-sample=licence-audit']);
  const { page } = studio;
  const sideBar = page.getByRole('complementary', { name: 'Side bar' });
  await expect(sideBar).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('change keyboard');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('searchbox', { name: 'Search commands' }).fill('toggle side bar');
  await dialog.getByRole('button', { name: 'Change the shortcut of Toggle side bar' }).click();
  const recorder = dialog.getByRole('textbox', { name: 'New shortcut for Toggle side bar' });
  await recorder.press('Control+j');
  await expect(dialog.getByRole('alert')).toContainText('is used by “Toggle bottom panel”');
  await dialog.getByRole('button', { name: 'Use it here instead' }).click();
  await expect(dialog.getByText('changed', { exact: true })).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await page.keyboard.press('Control+j');
  await expect(sideBar).toBeHidden();
  await page.getByRole('button', { name: 'Side bar' }).hover();
  await expect(page.getByText('Side bar').locator('..').getByText('J')).toBeVisible();
  const shown = () =>
    studio.app.evaluate(({ Menu }) => {
      const view = Menu.getApplicationMenu()?.items.find((item) => item.label === '&View');
      return view?.submenu?.items.find((item) => item.label === 'Side bar')?.accelerator;
    });
  await expect.poll(shown).toBe('CmdOrCtrl+J');
  await studio.close();

  const again = await openStudio(profile);
  await expect(again.page.getByRole('application', { name: 'Workflow canvas' })).toBeVisible();
  await expect(again.page.getByRole('complementary', { name: 'Side bar' })).toBeHidden();
  await again.page.keyboard.press('Control+j');
  await expect(again.page.getByRole('complementary', { name: 'Side bar' })).toBeVisible();
  await again.close();
  await removeProfile(profile);
});
