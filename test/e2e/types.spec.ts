import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { canvas, node } from '../helpers/canvas';
import { openStudioFile, type StudioFile } from '../helpers/studio-file';

// What the studio knows of types before anything runs, and how one gets around by it.

const text = `stepwell: 1
name: Typed orders
input:
  type: object
  required: [orders]
  properties:
    orders:
      type: array
      items:
        type: object
        required: [id, total, state]
        properties:
          id: { type: string }
          total: { type: number }
          state: { enum: [open, paid] }

steps:
  start: { kind: manual-start, title: Start }
  rows:
    kind: code
    title: Make rows
    with:
      language: typescript
      effects: pure
      code: |
        return input.orders.map((order) => ({ id: order.id, gross: order.total * 1.2 }));
  total:
    kind: transform
    title: Add up
    with: { value: { sum: "{{ steps.rows.map(row => row.gross).sum() }}" } }
  tell:
    kind: log
    title: Tell
    with: { message: "{{ steps.total.summ }} for {{ steps.rows.length }}" }
  check:
    kind: code
    title: Check rows
    with:
      language: typescript
      effects: pure
      code: |
        return steps.rows.filter((row) => row.gros > 3);

edges:
  - start -> rows
  - rows -> total
  - total -> tell
  - tell -> check
`;

test.describe.serial('types without running', () => {
  let file: StudioFile;
  let folder: string;
  let page: Page;

  test.beforeAll(async () => {
    file = await openStudioFile('typed', text);
    ({ page, folder } = file);
    await expect(node(page, 'Tell')).toBeVisible({ timeout: 40_000 });
  });

  test.afterAll(() => file.close());

  test('a wire says what is wrong with what it brings', async () => {
    // Zoomed out a wire has no room for signs.
    await node(page, 'Tell').click({ position: { x: 60, y: 12 } });
    await page.keyboard.press('0');
    const sign = canvas(page).getByRole('img', { name: /Warning on this wire/ });
    await expect(sign.first()).toBeVisible();
    await expect(sign.first()).toHaveAccessibleName(/has no "summ"/);
  });

  test('code is checked with the types of what flows in, and types flow out of code', async () => {
    await page.getByRole('button', { name: 'Bottom panel' }).click();
    await page.getByRole('tab', { name: /^Problems/ }).click();
    const panel = page.getByRole('tabpanel', { name: /Problems/ });
    await expect(panel.getByText(/gros/).first()).toBeVisible();
    await expect(panel.getByText(/has no "summ"/).first()).toBeVisible();
  });

  test('a quick fix on the canvas takes a problem away', async () => {
    await node(page, 'Tell').click({ position: { x: 60, y: 12 } });
    await page.keyboard.press('ControlOrMeta+.');
    const dialog = page.getByRole('dialog', { name: 'Quick fixes' });
    await dialog.getByRole('button', { name: 'Change to "sum"' }).click();
    await expect(canvas(page).getByRole('img', { name: /Warning on this wire/ })).toHaveCount(0);
  });

  test('Shift+F12 lists who uses a step, and a row leads there', async () => {
    await page.getByRole('button', { name: 'Fit the workflow' }).click();
    await node(page, 'Make rows').click({ position: { x: 60, y: 12 } });
    await page.keyboard.press('Shift+F12');
    const list = page.getByRole('region', { name: 'References to rows' });
    await expect(list.getByRole('button', { name: /Tell/ })).toBeVisible();
    await list.getByRole('button', { name: /Add up/ }).click();
    await expect(node(page, 'Add up')).toHaveAttribute('data-selected', '');
  });

  test('Shift+F2 renames a step in expressions, code and wires at once', async () => {
    await node(page, 'Make rows').click({ position: { x: 60, y: 12 } });
    await page.keyboard.press('Shift+F2');
    const dialog = page.getByRole('dialog', { name: 'Rename step everywhere' });
    const field = dialog.getByRole('textbox', { name: 'Name in expressions' });
    await field.fill('lines');
    await field.press('Enter');
    await expect(dialog).toBeHidden();
    await page.keyboard.press('ControlOrMeta+s');
    await expect
      .poll(() => readFile(join(folder, 'typed.stepwell.yaml'), 'utf8'))
      .toContain('steps.lines.filter((row)');
    const saved = await readFile(join(folder, 'typed.stepwell.yaml'), 'utf8');
    expect(saved).toContain('{{ steps.lines.map(row => row.gross).sum() }}');
    expect(saved).toContain('- lines -> total');
    expect(saved).not.toContain('steps.rows');
  });

  test('a called file is looked up while its caller is edited, and again when it changes', async () => {
    const path = join(folder, 'typed.stepwell.yaml');
    const saved = await readFile(path, 'utf8');
    const call = '  ask: { kind: call, with: { workflow: price.stepwell.yaml } }\n';
    await writeFile(path, saved.replace('\nedges:\n', `\n${call}\nedges:\n  - check -> ask\n`));
    await page.getByRole('tab', { name: /^Problems/ }).click();
    const panel = page.getByRole('tabpanel', { name: /Problems/ });
    const missing = panel.getByText(/there is no such workflow/).first();
    await expect(missing).toBeVisible();
    await writeFile(
      join(folder, 'price.stepwell.yaml'),
      'stepwell: 1\nname: Price\ninput: { type: object, required: [lines] }\nsteps:\n  start: { kind: manual-start }\n',
    );
    await expect(panel.getByText(/"Price" needs "lines" in its input/).first()).toBeVisible();
    await expect(missing).toBeHidden();
    await writeFile(path, saved);
    await expect(panel.getByText(/"Price" needs/).first()).toBeHidden();
  });

  test('completion in an expression knows what code returns, and F12 goes to the step', async () => {
    await node(page, 'Tell').click({ position: { x: 60, y: 12 } });
    const field = page.getByRole('textbox', { name: /^Message/ });
    await field.click();
    const editor = page.locator('.monaco-editor', {
      has: page.getByRole('textbox', { name: /^Message/ }),
    });
    await expect(editor).toBeVisible();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('{{ steps.lines[0].');
    const suggestions = page.locator('.suggest-widget.visible');
    await expect(suggestions.getByText('gross').first()).toBeVisible();
    await expect(suggestions.getByText('number').first()).toBeVisible();
    await page.keyboard.type('gross');
    await page.keyboard.press('Escape');
    for (let at = 0; at < 9; at += 1) await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('F12');
    await expect(node(page, 'Make rows')).toHaveAttribute('data-selected', '');
  });

  test('completion in code knows the exact types of what flows in', async () => {
    // It may lie outside of what the canvas shows.
    await page.getByRole('treeitem', { name: /^Check rows/ }).click();
    const field = page.getByRole('textbox', { name: /^Code/ });
    const editor = page.locator('.monaco-editor', { has: field });
    await editor.click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('return steps.lines[0].gr');
    await expect(page.locator('.suggest-widget.visible').getByText('gross').first()).toBeVisible();
  });

  test('the same code completes in the source, with its lines indented', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('for (const line of steps.lines) {\nlog(line.id);');
    await page.keyboard.press('Alt+3');
    const source = page.locator('[data-source] .monaco-editor').first();
    const line = source.locator('.view-line', { hasText: 'log(line.id);' });
    await line.click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('line.gr');
    await expect(page.locator('.suggest-widget.visible').getByText('gross').first()).toBeVisible();
    await page.keyboard.press('Escape');
  });
});
