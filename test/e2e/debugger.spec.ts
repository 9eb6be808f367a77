import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { findings } from '../helpers/axe';
import { canvas, node, runStatus, runsOf } from '../helpers/canvas';
import { listeningSockets } from '../helpers/listening-sockets';
import { createProfile, openStudio, removeProfile, type Studio } from '../helpers/studio';

const orders = Array.from({ length: 40 }, (_, at) => at).join(', ');

const workflow = `stepwell: 1
name: Order prices
vars: { rate: 1, total: 0 }
steps:
  start: { kind: manual-start }
  load: { kind: transform, title: Load orders, with: { value: [${orders}] } }
  each:
    kind: loop
    title: Each order
    with: { items: '{{ steps.load }}' }
    steps:
      price:
        kind: code
        title: Price it
        with:
          language: typescript
          effects: pure
          code: |
            const order: { id: number } = { id: item };
            const price: number = order.id * 3;
            setVariable('total', vars.total + price);
            return { price };
      check: { kind: transform, title: Check, with: { value: '{{ steps.price.price }}' } }
    edges:
      - price -> check
  tell: { kind: log, title: Tell, with: { message: 'rate {{ vars.rate }}' } }
edges:
  - start -> load
  - load -> each
  - each -> tell
`;

const paying = (url: string) => `stepwell: 1
name: Payment
steps:
  start: { kind: manual-start }
  pay: { kind: http-request, title: Pay it, with: { method: POST, url: ${url}, body: { amount: 1 } } }
  keep: { kind: transform, title: Keep, with: { value: '{{ steps.pay.status }}' } }
edges:
  - start -> pay
  - pay -> keep
`;

async function openWorkflow(profile: string, text = workflow): Promise<Studio> {
  const file = join(profile, 'prices.stepwell.yaml');
  await writeFile(file, text);
  const studio = await openStudio(profile, [file]);
  await studio.page.getByRole('button', { name: 'Trust this workflow' }).click();
  await expect(studio.page.getByText('Restricted:')).toBeHidden();
  return studio;
}

/** A process for debugged code starts, and stops forty times on the way: that takes a while. */
const slowly = { timeout: 150_000 };

const statusBar = (page: Page): Locator => page.locator('footer');
const variables = (page: Page): Locator => page.getByRole('tree', { name: 'Variables' });
const stack = (page: Page): Locator =>
  page.getByRole('tree', { name: 'Call stack' }).getByRole('treeitem');
const sidebar = (page: Page): Locator => page.getByRole('complementary', { name: 'Side bar' });
const code = (page: Page): Locator => page.getByRole('region', { name: 'Step code' });

/** Sets a breakpoint at a line of the code of a step, by the keyboard in its editor. */
async function breakAtLine(page: Page, title: string, line: number, when: string): Promise<void> {
  await node(page, title).click({ position: { x: 60, y: 12 } });
  const editor = page.getByRole('complementary', { name: 'Inspector' }).locator('.monaco-editor');
  await editor.first().locator('.view-line').first().click();
  await page.keyboard.press('Control+Home');
  for (let at = 1; at < line; at += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('F9');
  const row = page.getByRole('list', { name: 'Breakpoints' }).getByRole('listitem');
  const own = row.filter({ hasText: `${title}, line ${line}` });
  await expect(own).toBeVisible();
  await own.hover();
  await own.getByRole('button', { name: /^Edit/ }).click();
  await page.getByRole('textbox', { name: 'Stop only when' }).fill(when);
  await page.keyboard.press('Enter');
  await expect(own).toContainText(`when ${when}`);
}

/** Gives a variable another value in place. */
async function setVariable(page: Page, name: string, value: string): Promise<void> {
  await variables(page)
    .getByRole('treeitem', { name: new RegExp(`^${name}: `) })
    .first()
    .dblclick();
  await page.getByRole('textbox', { name: `New value of ${name}` }).fill(value);
  await page.keyboard.press('Enter');
}

test.setTimeout(300_000);

test.describe.serial('one run under the debugger', () => {
  let profile: string;
  let studio: Studio;
  let quiet: number;

  test.beforeAll(async () => {
    profile = await createProfile();
    studio = await openWorkflow(profile);
    quiet = listeningSockets([studio.app.process().pid ?? 0]);
  });

  test.afterAll(async () => {
    await studio.close();
    await removeProfile(profile);
  });

  test('has breakpoints on a step, a wire and a line of TypeScript', async () => {
    const { page } = studio;
    await page.keyboard.press('Control+Shift+D');
    await node(page, 'Load orders').click({ position: { x: 60, y: 12 } });
    await page.keyboard.press('F9');
    await expect(node(page, 'Load orders')).toHaveAccessibleName(/breakpoint/);
    await page.getByRole('button', { name: 'Fit the workflow' }).click();
    const wire = page.locator('.react-flow__edge[data-id="load.out -> each.in"]');
    const dot = page.getByRole('button', { name: /^Add a breakpoint at the wire .*Load orders/ });
    // The view may still be moving: the wire is pointed at until its dot shows.
    await expect(async () => {
      await wire.hover({ force: true });
      await dot.click({ timeout: 1_000 });
    }).toPass();
    // Resting on the wire shows its value, which may lie over the next step: the pointer goes away.
    await statusBar(page).hover();
    await expect(page.getByRole('tooltip')).toHaveCount(0);
    await breakAtLine(page, 'Price it', 2, 'item === 36');
    await expect(page.getByRole('list', { name: 'Breakpoints' }).getByRole('listitem')).toHaveCount(
      3,
    );
  });

  test('stops before the step, then on the wire with the value in flight', async () => {
    const { page } = studio;
    await page.keyboard.press('F5');
    await expect(node(page, 'Load orders')).toHaveAccessibleName(
      /Paused before Load orders \(breakpoint\)/,
    );
    await expect(statusBar(page)).toHaveAttribute('data-tone', 'debugging');
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    await expect(inspector.getByRole('textbox', { name: 'Title' })).toHaveValue('Load orders');
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('F5');
    // The step tells its last result, too: only what stands on the wire is a status.
    await expect(
      canvas(page).getByRole('status').filter({ hasText: '[0,1,2,3,4,5' }),
    ).toBeVisible();
    await expect(statusBar(page)).toContainText(/Load orders/);
  });

  test('stops at the line in the 37th iteration, with the whole stack and no open port', async () => {
    const { page } = studio;
    await page.keyboard.press('F5');
    await expect(statusBar(page)).toContainText(/Price it.*line 2/, slowly);
    await expect(code(page)).toBeVisible();
    await expect(stack(page).filter({ hasText: 'line 2' })).toBeVisible();
    await expect(stack(page).filter({ hasText: '37' })).toBeVisible();
    await expect(stack(page).last()).toContainText('Order prices');
    await expect(variables(page).getByRole('treeitem', { name: /^order: .*36/ })).toBeVisible();
    // What the test runner itself listens on was there before.
    expect(listeningSockets([studio.app.process().pid ?? 0])).toBe(quiet);
    expect(await findings(page)).toEqual([]);
  });

  test('evaluates in the frame of the code', async () => {
    const { page } = studio;
    await page.keyboard.press('Control+Shift+Y');
    const field = page.getByRole('textbox', { name: 'Expression' });
    await field.click();
    await field.pressSequentially('order.id * 2');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('log', { name: 'Debug console' })).toContainText('72');
  });

  test('has a variable changed, and steps out', async () => {
    const { page } = studio;
    await stack(page)
      .filter({ hasText: /^Price it$/ })
      .click();
    await setVariable(page, 'rate', '7');
    await expect(variables(page).getByRole('treeitem', { name: /^rate: 7/ })).toBeVisible();
    await page.keyboard.press('Shift+F11');
    await expect(statusBar(page)).not.toContainText('line 2', slowly);
    await expect(statusBar(page)).toContainText(/Paused/, slowly);
    // The code was opened by the debugger, and it stands in none any more.
    await expect(code(page)).toBeHidden();
  });

  test('steps back three times, and forks with edited data', async () => {
    const { page } = studio;
    const words = statusBar(page).getByRole('button', { name: /^Viewing event/ });
    let before = '';
    for (let times = 0; times < 3; times += 1) {
      await page.keyboard.press('Alt+F10');
      await expect(words).not.toHaveText(before || 'none');
      before = (await words.textContent()) ?? '';
    }
    await expect(statusBar(page)).toHaveAttribute('data-tone', 'past');
    await setVariable(page, 'rate', '9');
    const dialog = page.getByRole('dialog', { name: 'Start a new run from here?' });
    await expect(dialog).toContainText('rate = 9');
    await dialog.getByRole('button', { name: 'Start new run' }).click();
    await expect(statusBar(page)).toHaveAttribute('data-tone', 'debugging');
    await expect(variables(page).getByRole('treeitem', { name: /^rate: 9/ })).toBeVisible();
  });

  test('finishes with what was edited', async () => {
    const { page } = studio;
    await page.getByRole('button', { name: 'Disable all breakpoints' }).click({ force: true });
    await page.keyboard.press('F5');
    await expect(runStatus(page)).toContainText('Completed', slowly);
    await expect(statusBar(page)).toContainText('The debugged run is over');
    await expect(sidebar(page)).toContainText('The run is over');
    await expect(stack(page)).toHaveCount(0);
    await page.keyboard.press('Alt+F10');
    await expect(stack(page).last()).toContainText('Order prices');
    await statusBar(page).getByRole('button', { name: 'Back to now' }).click();
    await expect(statusBar(page)).toContainText('The debugged run is over');
    await page.keyboard.press('Shift+F5');
    await expect(page.getByRole('toolbar', { name: 'Debug' })).toBeHidden();
    await page.getByRole('tab', { name: 'Log' }).click();
    await expect(page.getByRole('log')).toContainText('rate 9');
  });
});

test.describe.serial('a run that is paused in code', () => {
  let profile: string;
  let studio: Studio;

  test.beforeAll(async () => {
    profile = await createProfile();
    studio = await openWorkflow(profile);
    await studio.page.keyboard.press('Control+Shift+D');
    await breakAtLine(studio.page, 'Price it', 2, 'item === 2');
  });

  test.afterAll(async () => {
    await removeProfile(profile);
  });

  test.beforeEach(async () => {
    const { page } = studio;
    await page.keyboard.press('F5');
    await expect(statusBar(page)).toContainText(/Price it.*line 2/, slowly);
  });

  test('is stopped', async () => {
    const { page } = studio;
    await page.keyboard.press('Shift+F5');
    await expect(page.getByRole('toolbar', { name: 'Debug' })).toBeHidden();
    await expect(runStatus(page)).toContainText('Cancelled');
  });

  test('is restarted, and stops there again', async () => {
    const { page } = studio;
    const first = await runsOf(page);
    await page.keyboard.press('Control+Shift+F5');
    await expect.poll(() => runsOf(page)).toBe(first + 1);
    await expect(statusBar(page)).toContainText(/Price it.*line 2/, slowly);
    await page.keyboard.press('Shift+F5');
    await expect(page.getByRole('toolbar', { name: 'Debug' })).toBeHidden();
  });

  test('does not keep the window from closing', async () => {
    await studio.close();
  });
});

test('everything is reached with the keyboard alone', async () => {
  const profile = await createProfile();
  const { page, close } = await openWorkflow(profile);
  await page.keyboard.press('Control+Shift+D');
  await page.getByRole('application', { name: 'Workflow canvas' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(node(page, 'Load orders')).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('F9');
  await page.keyboard.press('F5');
  await expect(node(page, 'Load orders')).toHaveAccessibleName(/Paused before/);
  await page.keyboard.press('F10');
  await expect(statusBar(page)).toContainText('Paused before Each order');
  await page.keyboard.press('F11');
  await expect(statusBar(page)).toContainText('Paused before Price it');

  // The tree of values: opened, walked and changed.
  await variables(page).focus();
  for (let row = 0; row < 30; row += 1) {
    await page.keyboard.press('ArrowDown');
    const active = await variables(page).getAttribute('aria-activedescendant');
    if (active?.endsWith('/rate')) break;
  }
  await page.keyboard.press('F2');
  await expect(page.getByRole('textbox', { name: 'New value of rate' })).toBeFocused();
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  await expect(variables(page).getByRole('treeitem', { name: /^rate: 5/ })).toBeVisible();

  // The window's own keys are nobody's: no reload, no full screen.
  await page.keyboard.press('Control+r');
  await expect(statusBar(page)).toContainText('Paused');
  await page.keyboard.press('Shift+F5');
  await expect(page.getByRole('toolbar', { name: 'Debug' })).toBeHidden();
  await close();
  await removeProfile(profile);
});

test('a stop inside a called workflow opens it, and the call stack leads back', async () => {
  const profile = await createProfile();
  const called = join(profile, 'pricing.stepwell.yaml');
  const file = join(profile, 'orders.stepwell.yaml');
  await writeFile(
    called,
    `stepwell: 1
name: Pricing
steps:
  start: { kind: manual-start }
  rate: { kind: transform, title: Choose the rate, with: { value: '{{ input * 4 }}' } }
edges: [start -> rate]
`,
  );
  await writeFile(
    file,
    `stepwell: 1
name: Orders
steps:
  start: { kind: manual-start }
  price: { kind: call, title: Price it, with: { workflow: Pricing, input: 3 } }
edges: [start -> price]
`,
  );
  const { page, close } = await openStudio(profile, [called, file]);
  const name = page.getByRole('button', { name: /^Workflow name/ });
  const where = page.getByRole('navigation', { name: 'Called workflow' });
  await expect(name).toContainText('Orders');
  await page.getByRole('button', { name: 'Trust this workflow' }).click();
  await expect(page.getByText('Restricted:')).toBeHidden();

  // Into the call, and its steps show what they did in this run.
  await page.keyboard.press('F10');
  await expect(statusBar(page)).toContainText('Paused');
  await node(page, 'Price it').click({ position: { x: 60, y: 12 } });
  await page.keyboard.press('Control+F10');
  await expect(node(page, 'Price it')).toHaveAccessibleName(/Paused before/);
  await page.keyboard.press('F11');
  await expect(name).toContainText('Pricing');
  await expect(where).toContainText('Orders');
  await expect(statusBar(page)).toContainText('Paused before start');
  await page.keyboard.press('F10');
  await expect(node(page, 'Choose the rate')).toHaveAccessibleName(/Paused before/);
  await expect(node(page, 'start')).toHaveAccessibleName(/succeeded/);

  // A breakpoint that is set here counts for the session.
  await node(page, 'Choose the rate').click({ position: { x: 60, y: 12 } });
  await page.keyboard.press('F9');
  await expect(node(page, 'Choose the rate')).toHaveAccessibleName(/breakpoint/);
  // Which errors stop is the session's, whichever of its workflows is looked at.
  const allErrors = page.getByRole('checkbox', { name: 'All errors' });
  await expect(allErrors).not.toBeChecked();
  await allErrors.click();

  await stack(page).filter({ hasText: 'Price it' }).click();
  await expect(name).toContainText('Orders');
  await expect(allErrors).toBeChecked();
  await expect(node(page, 'Price it')).toHaveAccessibleName(/Inside: Paused before/);
  await stack(page).filter({ hasText: 'Choose the rate' }).click();
  await expect(name).toContainText('Pricing');
  await where.getByRole('button', { name: 'Back to the caller' }).click();
  await expect(name).toContainText('Orders');
  await page.keyboard.press('Control+Shift+F5');
  await expect(node(page, 'start')).toHaveAccessibleName(/Paused before/);
  await page.keyboard.press('F5');
  await expect(node(page, 'Choose the rate')).toHaveAccessibleName(/Paused before/);
  await page.keyboard.press('Shift+F5');
  await expect(page.getByRole('toolbar', { name: 'Debug' })).toBeHidden();

  // Once the run is off the canvas, the line above it still leads back.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('clear run results');
  await page.keyboard.press('Enter');
  await expect(where).toBeHidden();
  const place = page.getByRole('navigation', { name: 'Place in the workflow' });
  await place.getByRole('button', { name: 'Orders' }).click();
  await expect(name).toContainText('Orders');
  await close();
  await removeProfile(profile);
});

test('asks before an effect would happen a second time', async () => {
  let payments = 0;
  const server = createServer((_request, response) => {
    payments += 1;
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const profile = await createProfile();
  const { page, close } = await openWorkflow(profile, paying(`http://127.0.0.1:${port}/pay`));
  const stands = (title: string) =>
    expect(node(page, title)).toHaveAccessibleName(/Paused before/, { timeout: 30_000 });
  const goBackTo = async (title: string, answer: string) => {
    await node(page, title).click({ position: { x: 60, y: 12 } });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Set the selected step as the next');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'May effects happen again?' });
    await expect(dialog.getByRole('listitem')).toHaveText(['Pay it']);
    await dialog.getByRole('button', { name: answer }).click();
    await expect(dialog).toBeHidden();
  };
  await node(page, 'Keep').click({ position: { x: 60, y: 12 } });
  await page.keyboard.press('F9');
  await page.keyboard.press('F5');
  await stands('Keep');
  await goBackTo('Pay it', 'Use recorded results');
  await stands('Pay it');
  await page.keyboard.press('F5');
  await stands('Keep');
  expect(payments).toBe(1);
  await goBackTo('Pay it', 'Do it again');
  await stands('Pay it');
  await page.keyboard.press('F5');
  await stands('Keep');
  expect(payments).toBe(2);
  await page.keyboard.press('Shift+F5');
  await expect(page.getByRole('toolbar', { name: 'Debug' })).toBeHidden();
  await close();
  server.close();
  await removeProfile(profile);
});
