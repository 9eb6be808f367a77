import { join } from 'node:path';
import { openText, openWorkflow, runCommand, runWorkflow, showPanel } from './gestures.mjs';

/** A workflow and a run of it, in every view and panel. */
export async function takeWorkflow({ page, take, keep }) {
  await openWorkflow(page, 'Licence audit');
  await take('workflow');
  await runWorkflow(page);
  await page.getByRole('button', { name: 'Fit the workflow' }).click();
  await page.getByRole('treeitem', { name: 'Not on the list' }).click();
  await page.getByRole('region', { name: 'Output' }).getByRole('table').first().waitFor();
  await keep('run', 'light');
  await take('run');

  const inspector = page.getByRole('complementary', { name: 'Inspector' }).getByRole('tab');
  for (const tab of await inspector.all()) {
    await tab.click();
    await take(`inspector-${(await tab.innerText()).toLowerCase().replace(/\W+/g, '-')}`);
  }

  for (const panel of ['Problems', 'Steps', 'Log']) {
    await showPanel(page, panel);
    await take(`panel-${panel.toLowerCase()}`);
  }
  await showPanel(page, 'Data');
  await page.getByRole('treeitem', { name: 'List packages' }).click();
  await page.getByRole('group', { name: 'View' }).getByRole('button', { name: 'Split' }).click();
  await page.locator('.monaco-editor').first().waitFor();
  await keep('split-dark', 'dark');
  await take('split');
  await page.getByRole('group', { name: 'View' }).getByRole('button', { name: 'Source' }).click();
  await take('source');
  await page.getByRole('group', { name: 'View' }).getByRole('button', { name: 'Canvas' }).click();

  const sides = page.getByRole('tablist', { name: 'Side bar' }).getByRole('tab');
  for (const side of await sides.all()) {
    if ((await side.getAttribute('aria-selected')) !== 'true') await side.click();
    const name = await side.getAttribute('aria-label');
    if (name === 'Search') {
      await page.getByRole('searchbox', { name: 'Search in all workflows' }).fill('packages');
      await page.getByRole('list', { name: 'Found' }).waitFor();
    }
    await take(`side-${name.toLowerCase().replace(/\W+/g, '-')}`);
  }
}

/** The smallest window: everything can still be reached. */
export async function takeSmall({ app, page, take }) {
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0].setBounds({ x: 0, y: 0, width: 900, height: 600 });
  });
  await page.getByText('Log triage').first().waitFor();
  await take('small-library');
  await openWorkflow(page, 'Licence audit');
  await runWorkflow(page);
  await page.getByRole('treeitem', { name: 'Report' }).click();
  await take('small-run');
  await page.keyboard.press('Control+,');
  await page.getByRole('dialog', { name: 'Settings' }).waitFor();
  await take('small-settings');
}

/** Several workflows open, one of them edited. */
export async function takeTabs({ page, take }) {
  await openWorkflow(page, 'Licence audit');
  await page.getByRole('treeitem', { name: 'Report' }).click();
  const title = page.getByRole('textbox', { name: 'Title' });
  await title.fill('Summary');
  await title.press('Enter');
  await runCommand(page, 'Go to library');
  await openWorkflow(page, 'Log triage');
  await page.getByRole('treeitem').nth(6).click();
  await take('tabs');
}

/** What steps give, seen as what it is: a page, a picture, bytes, a schema. */
export async function takeContents({ app, page, profile, take }) {
  const drawing =
    '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200"><rect width="320" height="200" rx="16" fill="#0b7a7f"/><circle cx="160" cy="100" r="60" fill="#fff"/></svg>';
  const letter =
    '<!doctype html><h1>Order A-1</h1><p>Thank you, <b>Mina</b>.</p><table border="1"><tr><th>Item</th><th>Price</th></tr><tr><td>Tea</td><td>12</td></tr></table>';
  const text = `stepwell: 1
name: Contents
steps:
  start: { kind: manual-start, title: Start }
  letter:
    kind: transform
    title: Letter
    with: { value: ${JSON.stringify(letter)} }
  drawing:
    kind: transform
    title: Drawing
    with: { value: ${JSON.stringify(`data:image/svg+xml,${encodeURIComponent(drawing)}`)} }
  orders:
    kind: transform
    title: Orders
    with:
      value: { orders: [{ id: A-1, total: 12, items: [tea] }, { id: A-2, total: null }] }
edges:
  - start -> letter
  - letter -> drawing
  - drawing -> orders
`;
  await openText(app, page, join(profile, 'contents.stepwell.yaml'), text);
  await page.keyboard.press('Control+F5');
  await page.getByRole('status', { name: 'Run status' }).getByText('Completed').waitFor();
  const output = page.getByRole('region', { name: 'Output' });
  await page.getByRole('treeitem', { name: 'Letter' }).click();
  await output.getByText('text/html').waitFor();
  await take('content-page');
  await page.getByRole('treeitem', { name: 'Drawing' }).click();
  await output.getByText(/320/).waitFor();
  await take('content-picture');
  await output.getByRole('button', { name: 'Bytes' }).click();
  await take('content-bytes');
  await page.getByRole('treeitem', { name: 'Orders' }).click();
  await output.getByRole('button', { name: 'Schema' }).click();
  await take('content-schema');
}

/** A workflow with faults: in the text, on the canvas, at the step and in the list, with fixes. */
export async function takeTypes({ app, page, profile, take }) {
  await openText(app, page, join(profile, 'orders.stepwell.yaml'), faulty);
  await page.getByRole('treeitem', { name: 'Large orders' }).click();
  await page.keyboard.press('Control+Shift+m');
  await page.getByRole('button', { name: /[1-9]\d* errors?/ }).waitFor();
  await page.getByRole('button', { name: 'Fit the workflow' }).click();
  await page.getByRole('group', { name: 'View' }).getByRole('button', { name: 'Split' }).click();
  await page.locator('.monaco-editor').first().waitFor();
  await take('problems');
}

const faulty = `stepwell: 1
name: Orders
steps:
  start: { kind: manual-start, title: Start }
  orders:
    kind: transform
    title: Orders
    with:
      value:
        - { id: A-1, total: 120, customer: Mina }
        - { id: A-2, total: 80, customer: Juno }
  large:
    kind: filter
    title: Large orders
    with:
      items: "{{ steps.orders }}"
      where: "{{ item.totl > 'one hundred' }}"
  say:
    kind: log
    title: Say how many
    with: { message: "{{ steps.larges.length }} large orders" }
edges:
  - start -> orders
  - orders -> large
  - large -> say
`;
