import { expect, type Locator, type Page, test } from '@playwright/test';
import { addStep, canvas, node, runStatus } from '../helpers/canvas';
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

  await keyboard.press('Control+F5');
  await expect(page.getByRole('status', { name: 'Run status' })).toContainText('Completed');
  await expect(step('Log')).toHaveAccessibleName(/succeeded/);

  // The selected step by itself: nothing before or after it runs again.
  await keyboard.press('Control+Enter');
  const status = page.getByRole('status', { name: 'Run status' });
  await expect(status).toContainText('one step: Make a value');
  await expect(status).toContainText('Completed');
  await expect(step('start')).toHaveAccessibleName(/from the run before/);
  await expect(step('Log')).not.toHaveAccessibleName(/succeeded/);

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

test('a five-step workflow is built, debugged, mended and finished with the keyboard alone', async () => {
  const profile = await createProfile();
  const studio = await openStudio(profile);
  const { page } = studio;
  const { keyboard } = page;
  const toolbar = page.getByRole('toolbar', { name: 'Debug' });
  await expect(page.getByRole('heading', { name: 'Workflows' })).toBeVisible();

  await keyboard.press('Control+n');
  await expect(node(page, 'start')).toBeVisible();
  await addWithKeys(page, 'transform', 'Orders', {
    Value: '[{"id": 1, "total": 120}, {"id": 2, "total": 80}]',
  });
  await addWithKeys(page, 'filter', 'Large', {
    Items: '{{ steps.transform }}',
    Where: '{{ item.totl > 100 }}',
  });
  await addWithKeys(page, 'log', 'Count', { Message: '{{ steps.filter.length }} large' });
  await addWithKeys(page, 'log', 'Done', { Message: 'That was all' });
  await expect(page.getByText('5 steps, 1 selected')).toBeVisible();

  // Back along the wires to the filter, and stop there.
  await keyboard.press('ArrowLeft');
  await keyboard.press('ArrowLeft');
  await expect(node(page, 'Large')).toHaveAttribute('aria-current', 'true');
  await keyboard.press('F9');
  await expect(node(page, 'Large')).toHaveAccessibleName(/breakpoint/);
  await keyboard.press('F5');
  await expect(node(page, 'Large')).toHaveAccessibleName(/Paused before Large/);
  await expect(toolbar.getByRole('button', { name: 'Step over' })).toBeEnabled();
  await keyboard.press('F10');
  // The key was misspelt: reading what is not there fails the step.
  await expect(node(page, 'Large')).toHaveAccessibleName(/failed/i);
  await expect(runStatus(page)).toContainText('Failed');
  await keyboard.press('Shift+F5');
  await expect(toolbar).toBeHidden();

  await keyboard.press('Control+1');
  await expect(canvas(page)).toBeFocused();
  await keyboard.press('Control+.');
  await expect(page.getByRole('button', { name: 'Change to "total"' }).last()).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('button', { name: /^0 errors, 0 warnings/ })).toBeVisible();

  await keyboard.press('Control+1');
  await keyboard.press('F5');
  await expect(node(page, 'Large')).toHaveAccessibleName(/Paused before Large/);
  await keyboard.press('F5');
  await expect(runStatus(page)).toContainText('Completed');
  await expect(page.locator('footer')).not.toHaveAttribute('data-tone', 'debugging');
  await expect(node(page, 'Large')).toHaveAccessibleName(/succeeded/);
  await keyboard.press('Control+s');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await studio.close();
  await removeProfile(profile);
});

/** Adds a step after the selected one, names it and fills its settings, going from field to field. */
async function addWithKeys(
  page: Page,
  kind: string,
  name: string,
  settings: Record<string, string>,
): Promise<void> {
  const { keyboard } = page;
  await addStep(page, kind);
  await keyboard.press('F2');
  await keyboard.press('Control+a');
  await keyboard.type(name);
  await keyboard.press('Enter');
  await expect(node(page, name)).toBeVisible();
  // Enter goes into the first setting, and Tab from there to the next.
  await keyboard.press('Enter');
  for (const [at, [field, value]] of Object.entries(settings).entries()) {
    const setting = page.getByRole('textbox', { name: new RegExp(`^${field}( \\*)?$`) });
    if (at === 0) await expect(setting).toBeFocused();
    else await tabTo(page, setting);
    await keyboard.press('Control+a');
    await keyboard.type(value);
  }
  await keyboard.press('Control+1');
  await expect(canvas(page)).toBeFocused();
  await expect(node(page, name)).toBeVisible();
}

async function tabTo(page: Page, field: Locator): Promise<void> {
  await expect(field).toBeVisible();
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press('Tab');
    if (await field.evaluate((element) => element === element.ownerDocument.activeElement)) return;
  }
  throw new Error('The field was not reached with the Tab key.');
}

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
  // Back where the keys were asked for; one Escape closes, whatever the tooltip there says.
  await expect(
    dialog.getByRole('button', { name: 'Change the shortcut of Toggle side bar' }),
  ).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByText('Change the shortcut of Toggle side bar')).toBeVisible();
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
