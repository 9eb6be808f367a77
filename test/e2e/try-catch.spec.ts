import { expect, test } from '@playwright/test';
import { addStep, canvas, node, runStatus } from '../helpers/canvas';
import { createProfile, openStudio, removeProfile, type Studio } from '../helpers/studio';

test.describe.serial('a try with a catch, drawn by hand', () => {
  let profile: string;
  let studio: Studio;

  test.beforeAll(async () => {
    profile = await createProfile();
    studio = await openStudio(profile);
  });

  test.afterAll(async () => {
    await studio.close();
    await removeProfile(profile);
  });

  test('offers a catch where there is a try, and nowhere else', async () => {
    const { page } = studio;
    await page.getByRole('button', { name: 'New workflow' }).first().click();
    await expect(node(page, 'start')).toBeVisible();
    await page.keyboard.press('n');
    await page.getByRole('combobox', { name: 'Search steps' }).fill('catch');
    await expect(page.getByRole('option', { name: 'Try', exact: true })).toBeVisible();
    await expect(page.getByRole('option', { name: 'Catch', exact: true })).toBeHidden();
    await page.keyboard.press('Escape');
  });

  test('is built from its menu, with a step in each part', async () => {
    const { page } = studio;
    await addStep(page, 'try', 'start');
    await canvas(page).getByRole('button', { name: 'Add a step inside' }).click();
    await page.getByRole('combobox', { name: 'Search steps' }).fill('fail');
    await page.keyboard.press('Enter');
    await expect(node(page, 'Fail')).toBeVisible();

    await node(page, 'Try').click({ button: 'right', position: { x: 60, y: 12 } });
    await page.getByRole('menuitem', { name: 'Add catch' }).click();
    await expect(node(page, 'Catch')).toBeVisible();
    await addStep(page, 'log', 'Catch');
    await expect(
      page.getByRole('button', { name: '0 errors, 0 warnings. Show problems' }),
    ).toBeVisible();
  });

  test('runs: the failure is caught and the run completes', async () => {
    const { page } = studio;
    await page.keyboard.press('Control+F5');
    await expect(runStatus(page)).toContainText('Completed');
    // Only what is in view is drawn, and the values of the run have taken room from it.
    await page.getByRole('button', { name: 'Fit the workflow' }).click();
    await expect(node(page, 'Fail')).toHaveAccessibleName(/failed/);
    await expect(node(page, 'Catch')).toHaveAccessibleName(/succeeded/);
    await expect(node(page, 'Log')).toHaveAccessibleName(/succeeded/);
  });

  test('shows every part in the tree of the run', async () => {
    const { page } = studio;
    await page.getByRole('tab', { name: 'Steps' }).click();
    const tree = page.getByRole('tree', { name: 'Steps of the run' });
    await tree.getByRole('treeitem', { name: /^Try,/ }).click();
    await page.keyboard.press('ArrowRight');
    await expect(tree.getByRole('treeitem', { name: /^Catch,/ })).toBeVisible();
  });
});
