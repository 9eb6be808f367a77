import { expect, type Locator, type Page, test } from '@playwright/test';
import { canvas, node, runStatus } from '../helpers/canvas';
import { createProfile, openStudio, removeProfile, type Studio } from '../helpers/studio';

// What keeps a large workflow readable: steps that become a workflow of their own and come back,
// and groups around steps. One story with the keyboard, in order.

const text = `stepwell: 1
name: Orders
steps:
  start: { kind: manual-start, title: Start }
  load: { kind: transform, title: Load, with: { value: { total: 20 } } }
  tax: { kind: transform, title: Tax, with: { value: "{{ steps.load.total * 0.2 }}" } }
  sum: { kind: transform, title: Sum, with: { value: "{{ steps.load.total + steps.tax }}" } }
  tell: { kind: log, title: Tell, with: { message: "It is {{ steps.sum }}" } }
edges: [start -> load, load -> tax, tax -> sum, sum -> tell]
layout:
  start: { x: 0, y: 0 }
  load: { x: 296, y: 0 }
  tax: { x: 592, y: 0 }
  sum: { x: 888, y: 0 }
  tell: { x: 1184, y: 0 }
`;

let studio: Studio;
let profile: string;

test.describe.serial('a workflow that has grown', () => {
  test.beforeAll(async () => {
    profile = await createProfile();
    studio = await openStudio(profile);
    const { page } = studio;
    await expect(page.getByRole('heading', { name: 'Workflows' })).toBeVisible();
    await page.evaluate(`(async () => {
      const text = ${JSON.stringify(text)};
      const { value } = await bridge.invoke('library.create', { text });
      await bridge.invoke('documents.trust', { id: value.id, text });
    })()`);
    await page.getByText('Orders', { exact: true }).first().click();
    await expect(node(page, 'Start')).toBeVisible();
  });

  test.afterAll(async () => {
    await studio.close();
    await removeProfile(profile);
  });

  test('steps become a workflow that the old one calls, and come back', async () => {
    const { page } = studio;
    const { keyboard } = page;
    await selectBoth(page, 'Tax', 'Sum');
    await keyboard.press('Alt+x');
    const dialog = page.getByRole('dialog', { name: 'Extract to a workflow' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Price');
    await expect(dialog.getByText('load', { exact: true })).toBeVisible();
    await keyboard.press('Enter');
    await expect(node(page, 'Price')).toBeVisible();
    await expect(page.getByText(/4 steps/)).toBeVisible();

    await keyboard.press('Control+F5');
    await expect(runStatus(page)).toContainText('Completed');
    await page.getByRole('tab', { name: 'Log' }).click();
    await expect(page.getByRole('log')).toContainText('It is 24');

    await node(page, 'Price').click();
    await keyboard.press('Shift+Alt+x');
    await expect(node(page, 'Sum')).toBeVisible();
    await expect(page.getByText(/5 steps/)).toBeVisible();
    await canvas(page).focus();
    await keyboard.press('Control+z');
    await keyboard.press('Control+z');
    await expect(node(page, 'Price')).toBeHidden();
    await expect(page.getByText(/5 steps/)).toBeVisible();
  });

  test('steps are grouped, moved together and ungrouped', async () => {
    const { page } = studio;
    const { keyboard } = page;
    await selectBoth(page, 'Tax', 'Sum');
    await keyboard.press('Control+g');
    await expect(page.getByRole('textbox', { name: 'Group title' })).toBeFocused();
    await keyboard.type('Work it out');
    await keyboard.press('Enter');
    const group = page.getByRole('group', { name: 'Group Work it out, 2 steps' });
    await expect(group).toBeVisible();

    const before = await boxOf(node(page, 'Tax'));
    const title = await boxOf(group);
    await page.mouse.move(title.x + 20, title.y + 8);
    await page.mouse.down();
    await page.mouse.move(title.x + 20, title.y + 90, { steps: 4 });
    await page.mouse.up();
    await expect(page.getByRole('button', { name: /Undo.*Move group/ })).toBeVisible();
    expect((await boxOf(node(page, 'Tax'))).y).toBeGreaterThan(before.y + 40);

    await keyboard.press('Alt+ArrowDown');
    await expect(page.getByRole('button', { name: /Undo.*Move step/ })).toBeVisible();
    await keyboard.press('Control+Shift+g');
    await expect(group).toBeHidden();
    await expect(page.getByText(/5 steps/)).toBeVisible();
    await keyboard.press('Control+z');
    await expect(group).toBeVisible();
  });

  test('a group collapses to one box, and opens for what is looked for in it', async () => {
    const { page } = studio;
    const { keyboard } = page;
    const box = node(page, 'Work it out, collapsed group');
    await node(page, 'Tax').click();
    await keyboard.press('Shift+Alt+g');
    await expect(box).toBeVisible();
    await expect(node(page, 'Tax')).toBeHidden();

    // It is walked to and from along its wires, and says what the run of its steps came to.
    await keyboard.press('ArrowLeft');
    await expect(node(page, 'Load')).toHaveAttribute('aria-current', 'true');
    await keyboard.press('ArrowRight');
    await expect(box).toHaveAttribute('aria-current', 'true');
    await keyboard.press('Control+F5');
    await expect(box).toHaveAccessibleName(/2 steps, succeeded/);

    // Found inside: shown, though the file still says that it is collapsed.
    await keyboard.press('Control+f');
    await keyboard.type('Sum');
    await expect(node(page, 'Sum')).toBeVisible();
    await keyboard.press('Escape');
    await keyboard.press('Shift+Alt+g');
    await expect(box).toBeVisible();

    await box.dblclick();
    await expect(node(page, 'Tax')).toBeVisible();
    await keyboard.press('Control+z');
    await expect(box).toBeVisible();
    await keyboard.press('Control+z');
    await expect(box).toBeHidden();
    await expect(node(page, 'Tax')).toBeVisible();
  });

  test('a selection that cannot leave says why', async () => {
    const { page } = studio;
    await canvas(page).focus();
    await page.keyboard.press('1');
    await selectBoth(page, 'Load', 'Sum');
    await page.keyboard.press('Alt+x');
    await expect(page.getByText(/"Tax" lies between selected steps/).first()).toBeVisible();
  });
});

async function selectBoth(page: Page, first: string, second: string): Promise<void> {
  await node(page, first).click();
  await expect(page.getByText(/1 selected/)).toBeVisible();
  await node(page, second).click({ modifiers: ['Shift'] });
  await expect(page.getByText(/2 selected/)).toBeVisible();
}

async function boxOf(locator: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('It is not on screen.');
  return box;
}
