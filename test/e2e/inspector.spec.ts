import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { node } from '../helpers/canvas';
import { openStudioFile, type StudioFile } from '../helpers/studio-file';

// A step's details: what is wrong at its fields, side by side with what flows in and out, and the
// source beside them.

const text = `stepwell: 1
name: Details
input:
  type: object
  required: [orders]
  properties:
    orders: { type: array, items: { type: object, properties: { id: { type: string } } } }
samples:
  - name: two
    input: { orders: [{ id: a1 }, { id: b2 }] }
steps:
  start: { kind: manual-start, title: Start }
  make:
    kind: transform
    title: Make
    retry: { attempts: 0 }
    with: { value: { sum: 3, first: "{{ input.orders[0].id }}" } }
  tell:
    kind: log
    title: Tell
    with:
      message: "Total:"
      # how loud
      level:   info
  route:
    kind: switch
    title: Route
    with:
      cases:
        # the many
        - { name: many, when: "{{ steps.make.sum > 3 }}" }
        - { name: few, when: "{{ true }}" } # all others
edges:
  - start -> make
  - make -> tell
  - tell -> route
`;

test.describe.serial('the details of a step', () => {
  let file: StudioFile;
  let path: string;
  let page: Page;

  test.beforeAll(async () => {
    file = await openStudioFile('details', text);
    ({ page, path } = file);
    await expect(node(page, 'Tell')).toBeVisible({ timeout: 40_000 });
  });

  test.afterAll(() => file.close());

  test('a problem of the retry leads to its field on the Behaviour tab', async () => {
    await page.keyboard.press('ControlOrMeta+Shift+m');
    const panel = page.getByRole('tabpanel', { name: /Problems/ });
    await panel.getByRole('button', { name: /must be a whole number from 1 to 100/ }).click();
    const attempts = page.getByRole('textbox', { name: 'Attempts' });
    await expect(attempts).toBeFocused();
    await expect(attempts).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByRole('tab', { name: 'Behaviour 1' })).toBeVisible();
    await attempts.fill('2');
    await attempts.press('Enter');
    await expect(page.getByRole('tab', { name: 'Behaviour', exact: true })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+j');
  });

  test('what flows in is picked with the keyboard, side by side with the settings', async () => {
    await page.getByRole('treeitem', { name: 'Tell' }).click();
    await page.keyboard.press('Alt+Enter');
    await page.getByRole('tab', { name: 'Settings' }).click();
    const message = page.getByRole('textbox', { name: /^Message/ });
    await message.click();
    const flow = page.getByRole('tree', { name: 'What flows in' });
    await flow.focus();
    // Make is open: what comes right before is what one looks for.
    await expect(flow.getByRole('treeitem', { name: /^sum/ })).toBeVisible();
    await flow.press('ArrowDown');
    await flow.press('Enter');
    await expect(message).toHaveText(/Total: \{\{ steps\.make\.sum \}\}/);
    // Nothing has run: its type stands where its output will.
    await expect(page.getByLabel('Type of the output')).toContainText('message');
  });

  test('a field is dropped into a text, and Escape goes back to the canvas', async () => {
    const flow = page.getByRole('tree', { name: 'What flows in' });
    const message = page.locator('[data-setting="message"]');
    await flow.getByRole('treeitem', { name: /^first/ }).dragTo(message);
    await expect(message).toContainText('{{ steps.make.first }}');
    await flow.focus();
    await page.keyboard.press('Escape');
    await expect(flow).toBeHidden();
    await expect(node(page, 'Make')).toBeVisible();
  });

  test('JSON that is not finished waits in its field, for a run and a look elsewhere', async () => {
    await page.getByRole('treeitem', { name: 'Make' }).click();
    const value = page.locator('[data-setting="value"]');
    const text = value.locator('.view-lines');
    // What its bindings come to, each at its place.
    await expect(value).toContainText('"a1"');
    await text.click();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type(' oops');
    await expect(value).toContainText('Line 4, column 3: Nothing may follow the value');
    await page.getByRole('treeitem', { name: 'Tell' }).click();
    await expect(value).toHaveCount(0);
    await page.keyboard.press('ControlOrMeta+Shift+m');
    await page.getByRole('button', { name: /`?value`? is not in the workflow/ }).click();
    await expect(text).toContainText('} oops');
    await expect(page.getByRole('tab', { name: 'Settings 1' })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+j');
    await text.click();
    await page.keyboard.press('Escape');
    await expect(text).not.toContainText('oops');
    await expect(page.getByRole('tab', { name: 'Settings', exact: true })).toBeVisible();
  });

  test('items of a list move and go with the keyboard, which follows them', async () => {
    await page.getByRole('treeitem', { name: 'Route' }).click();
    const details = page.getByRole('tabpanel', { name: 'Settings' });
    await details.getByRole('button', { name: 'Move down' }).first().press('Enter');
    // It is the last one now: what can be done with it next is the way back.
    await expect(details.getByRole('button', { name: 'Move up' }).last()).toBeFocused();
    await page.keyboard.press('ControlOrMeta+s');
    await expect
      .poll(() => readFile(path, 'utf8'))
      .toContain('# all others\n        # the many\n        - { name: many,');
    await details.getByRole('button', { name: 'Add cases' }).press('Enter');
    await expect(details.getByRole('textbox', { name: 'Name' }).nth(2)).toBeFocused();
    await details.getByRole('button', { name: 'Remove item 3' }).press('Enter');
    await expect(details.getByRole('button', { name: 'Remove item 2' })).toBeFocused();
  });

  test('formatting tidies the layout and nothing else, and is one step to undo', async () => {
    await page.keyboard.press('Alt+3');
    const source = page.locator('[data-source] .monaco-editor');
    await expect(source).toBeVisible();
    await expect(source).toContainText('how loud');
    await page.keyboard.press('Shift+Alt+f');
    await page.keyboard.press('ControlOrMeta+s');
    await expect
      .poll(() => readFile(path, 'utf8'))
      .toContain('      # how loud\n      level: info\n');
    await page.keyboard.press('ControlOrMeta+z');
    await page.keyboard.press('ControlOrMeta+s');
    await expect.poll(() => readFile(path, 'utf8')).toContain('level:   info');
  });
});
