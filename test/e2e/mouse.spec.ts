import { expect, type Page, test } from '@playwright/test';
import { canvas, node, runStatus } from '../helpers/canvas';
import { createProfile, openStudio, removeProfile } from '../helpers/studio';

// The story of keyboard.spec with the mouse: keys are only pressed to write names and values.

async function addWithMouse(
  page: Page,
  kind: string,
  name: string,
  settings: Record<string, string>,
): Promise<void> {
  await page.getByRole('button', { name: 'Add a step', exact: true }).click();
  const palette = page.getByRole('dialog', { name: 'Add a step' });
  await palette.getByRole('combobox', { name: 'Search steps' }).fill(kind);
  await palette
    .getByRole('option', { name: new RegExp(`^${kind}`, 'i') })
    .first()
    .click();
  await expect(palette).toBeHidden();
  await page.getByRole('textbox', { name: 'Title' }).fill(name);
  for (const [label, value] of Object.entries(settings)) {
    const field = page.getByRole('textbox', { name: new RegExp(`^${label}( \\*)?$`) });
    await expect(field).toBeVisible();
    const editor = page.locator('.monaco-editor', { has: field });
    await ((await editor.count()) > 0 ? editor : field).click();
    await expect(field).toBeFocused();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.insertText(value);
  }
  await node(page, name).click({ position: { x: 60, y: 12 } });
  await expect(node(page, name)).toHaveAttribute('aria-current', 'true');
}

test('a five-step workflow is built, debugged, mended and finished with the mouse', async () => {
  const profile = await createProfile();
  const studio = await openStudio(profile);
  const { page } = studio;
  await page.getByRole('button', { name: 'New workflow' }).first().click();
  await node(page, 'start').click({ position: { x: 60, y: 12 } });
  await addWithMouse(page, 'transform', 'Orders', {
    Value: '[{"id": 1, "total": 120}, {"id": 2, "total": 80}]',
  });
  await addWithMouse(page, 'filter', 'Large', {
    Items: '{{ steps.transform }}',
    Where: '{{ item.totl > 100 }}',
  });
  await addWithMouse(page, 'log', 'Count', { Message: '{{ steps.filter.length }} large' });
  await addWithMouse(page, 'log', 'Done', { Message: 'That was all' });
  await expect(page.getByText('5 steps, 1 selected')).toBeVisible();
  await page.getByRole('button', { name: 'Fit the workflow' }).click();

  const dot = canvas(page)
    .getByRole('button', { name: /^Add a breakpoint at .*Large/ })
    .first();
  await expect(async () => {
    await node(page, 'Large').hover({ timeout: 2_000 });
    await dot.click({ timeout: 2_000 });
    await expect(node(page, 'Large')).toHaveAccessibleName(/breakpoint/, { timeout: 2_000 });
  }).toPass();
  await page.getByRole('button', { name: 'Debug', exact: true }).click();
  await expect(node(page, 'Large')).toHaveAccessibleName(/Paused before Large/);
  const toolbar = page.getByRole('toolbar', { name: 'Debug' });
  await toolbar.getByRole('button', { name: 'Step over' }).click();
  // The key was misspelt: reading what is not there fails the step.
  await expect(node(page, 'Large')).toHaveAccessibleName(/failed/i);
  await expect(runStatus(page)).toContainText('Failed');
  // The run is over; what is left is the session that looks at it.
  await toolbar.getByRole('button', { name: 'Close the debugging session' }).click();
  await expect(toolbar).toBeHidden();

  await page.getByRole('button', { name: /Show problems$/ }).click();
  await page.getByRole('button', { name: 'Change to "total"' }).last().click();
  await expect(page.getByRole('button', { name: /^0 errors, 0 warnings/ })).toBeVisible();
  await page.getByRole('button', { name: 'Debug', exact: true }).click();
  await expect(node(page, 'Large')).toHaveAccessibleName(/Paused before Large/);
  await toolbar.getByRole('button', { name: 'Continue' }).click();
  await expect(runStatus(page)).toContainText('Completed');
  await node(page, 'Large').click({ position: { x: 60, y: 12 } });
  await page.getByRole('tablist', { name: 'Panel' }).getByRole('tab', { name: 'Data' }).click();
  await expect(page.getByRole('region', { name: 'Output' })).toContainText('1 item');
  await expect(node(page, 'Large')).toHaveAccessibleName(/gave 1 item/);
  await studio.close();
  await removeProfile(profile);
});
