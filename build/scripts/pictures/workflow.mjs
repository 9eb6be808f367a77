import { join } from 'node:path';
import { openText, openWorkflow, runWorkflow, showPanel } from './gestures.mjs';

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

  for (const panel of ['Problems', 'Steps', 'Log', 'Runs']) {
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

  const sides = page.getByRole('complementary', { name: 'Side bar' }).getByRole('tab');
  for (const side of await sides.all()) {
    await side.click();
    await take(`side-${(await side.innerText()).toLowerCase().replace(/\W+/g, '-')}`);
  }
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
