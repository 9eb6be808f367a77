import { expect, test } from '@playwright/test';
import { canvas } from '../helpers/canvas';
import { createProfile, openStudio, removeProfile } from '../helpers/studio';

test('the outline takes the keys of a step and keeps the keyboard', async () => {
  const profile = await createProfile();
  const studio = await openStudio(profile, ['--welcome-sample=log-triage']);
  const { page } = studio;
  const { keyboard } = page;
  const tree = page.getByRole('tree', { name: 'Steps' });
  const chosen = tree.getByRole('treeitem', { selected: true });
  await expect(canvas(page)).toBeVisible();
  await keyboard.press('Control+Shift+O');
  await expect(tree).toBeFocused();
  await keyboard.press('Home');
  await keyboard.press('ArrowDown');
  const second = await chosen.textContent();
  await keyboard.press('ArrowDown');
  const third = await chosen.textContent();
  expect(third).not.toBe(second);
  await keyboard.press('ArrowUp');
  await expect(chosen).toHaveText(second ?? '');
  await keyboard.press('Delete');
  await expect(chosen).toHaveText(third ?? '');
  await expect(tree.getByText(second ?? '', { exact: true })).toHaveCount(0);
  await expect(tree).toBeFocused();
  await keyboard.press('Control+z');
  await expect(tree.getByText(second ?? '', { exact: true })).toBeVisible();
  await expect(tree).toBeFocused();

  // A step's menu, where its row is; the keyboard comes back, also from the row that is gone.
  await keyboard.press('Home');
  await keyboard.press('F9');
  await expect(chosen).toHaveAccessibleName(/, breakpoint/);
  await keyboard.press('F9');
  await keyboard.press('ArrowDown');
  await expect(chosen).toHaveText(second ?? '');
  await keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'Duplicate' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(tree).toBeFocused();
  await chosen.click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Delete/ }).click();
  await expect(chosen).toHaveText(third ?? '');
  await expect(tree).toBeFocused();
  await keyboard.press('Control+z');
  await expect(tree.getByText(second ?? '', { exact: true })).toBeVisible();

  await keyboard.press('Control+F5');
  await page.getByRole('dialog').getByRole('button', { name: 'Run workflow' }).click();
  await expect(tree.getByRole('treeitem', { name: /, succeeded/ }).first()).toBeVisible();
  await studio.close();
  await removeProfile(profile);
});

test('the keyboard is never lost with a screen, a panel or a dialog', async () => {
  const profile = await createProfile();
  const studio = await openStudio(profile);
  const { page } = studio;
  const { keyboard } = page;
  const tree = page.getByRole('tree', { name: 'Steps' });
  await expect(page.getByRole('heading', { name: 'Workflows' })).toBeVisible();
  await keyboard.press('Control+n');
  await expect(canvas(page)).toBeFocused();

  await keyboard.press('Control+Shift+O');
  await expect(tree).toBeFocused();
  await keyboard.press('Control+b');
  await expect(canvas(page)).toBeFocused();
  await keyboard.press('Control+2');
  await expect(canvas(page)).not.toBeFocused();
  await keyboard.press('Control+Alt+b');
  await expect(canvas(page)).toBeFocused();

  await keyboard.press('Control+k');
  await keyboard.type('go to library');
  await keyboard.press('Enter');
  await expect(page.locator('[data-workflow]').first()).toBeFocused();
  await keyboard.press('Delete');
  await expect(page.getByRole('button', { name: 'Workflows' })).toBeFocused();
  await studio.close();
  await removeProfile(profile);
});
