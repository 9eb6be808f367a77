import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openText, runCommand, runStatus, showPanel } from './gestures.mjs';

const orders = `stepwell: 1
name: Order prices
vars: { total: 0, rate: 4 }
steps:
  start: { kind: manual-start, title: Start }
  load:
    kind: transform
    title: Load orders
    with:
      value:
        - { id: A-17, customer: Mina, lines: 3, country: NL }
        - { id: A-18, customer: Juno, lines: 12, country: NO }
        - { id: A-19, customer: Otis, lines: 5, country: NL }
  each:
    kind: loop
    title: Each order
    with: { items: '{{ steps.load }}', errors: collect }
    steps:
      price:
        kind: code
        title: Price it
        with:
          language: typescript
          effects: pure
          code: |
            const { id, lines, country } = item;
            const net: number = lines * vars.rate;
            const tax = country === 'NL' ? net * 0.21 : 0;
            const gross = Math.round((net + tax) * 100) / 100;
            console.log(id + ' costs ' + gross);
            setVariable('total', vars.total + gross);
            return { id, net, tax, gross };
      check: { kind: condition, title: Is it large?, with: { when: '{{ steps.price.gross > 40 }}' } }
      refuse: { kind: fail, title: Refuse large orders, with: { message: 'Order {{ item.id }} is too large' } }
      accept: { kind: call, title: Accept, with: { workflow: Accept an order, input: '{{ steps.price }}' } }
    edges:
      - price -> check
      - check.true -> refuse
      - check.false -> accept
  both:
    kind: parallel
    title: Tell everybody
    steps:
      mail: { kind: branch, title: By mail }
      letter: { kind: transform, title: Write the letter, with: { value: 'Total {{ vars.total }}' } }
      chat: { kind: branch, title: In the chat }
      note: { kind: transform, title: Write the note, with: { value: '{{ vars.total }} in all' } }
    edges:
      - mail -> letter
      - chat -> note
edges:
  - start -> load
  - load -> each
  - each -> both
`;

const accept = `stepwell: 1
name: Accept an order
steps:
  start: { kind: manual-start, title: Start }
  stamp: { kind: transform, title: Stamp it, with: { value: { order: '{{ input.id }}', accepted: true } } }
edges: [start -> stamp]
`;

/** Opens the workflow of these pictures, and the one that it calls. */
export async function openOrders({ app, page, profile }) {
  await openText(app, page, join(profile, 'accept.stepwell.yaml'), accept);
  await trust(page);
  await page.getByRole('button', { name: 'Library' }).first().click();
  const file = join(profile, 'orders.stepwell.yaml');
  writeFileSync(file, orders);
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
  await page.getByRole('button', { name: 'Open file…' }).click();
  // What it calls is listed first.
  await page.getByRole('button', { name: 'Look at the workflow' }).click();
  await trust(page);
}

async function trust(page) {
  await page.getByRole('button', { name: 'Trust this workflow' }).click();
  await page.getByText('Restricted:').waitFor({ state: 'hidden' });
}

const step = (page, title) =>
  page
    .getByRole('treeitem', { name: title, exact: true })
    .or(
      page
        .getByRole('application', { name: 'Workflow canvas' })
        .getByRole('group', { name: new RegExp(`^${title},`) }),
    );

/** Inside a step's head even where a small window shows it from far. */
const inHead = { x: 20, y: 6 };

/** A breakpoint at what the keyboard is at, by the step's title. */
async function breakAt(page, title) {
  await step(page, title).last().click({ position: inHead });
  await page.keyboard.press('F9');
}

async function goOnTo(page, words) {
  await page.keyboard.press('F5');
  await page.locator('footer').getByText(words).waitFor();
}

/** Where a run stands, in every place that it can stand at. */
export async function takeDebugger(studio) {
  const { page, take, keep } = studio;
  await openOrders(studio);
  await page.keyboard.press('Control+Shift+d');
  await page.getByRole('button', { name: 'Fit the workflow' }).click();
  await take('debug-off');

  await breakAt(page, 'Each order');
  await breakAt(page, 'Price it');
  const code = page.getByRole('complementary', { name: 'Inspector' }).locator('.monaco-editor');
  await code.first().locator('.view-line').first().click();
  await page.keyboard.press('Control+Home');
  for (let line = 1; line < 4; line += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('F9');
  await page.getByRole('button', { name: 'Add expression' }).click();
  await page.keyboard.type('vars.total');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');

  await goOnTo(page, 'Paused before Each order');
  await take('debug-before');
  await goOnTo(page, 'Paused before Price it');
  await goOnTo(page, /Price it, line 4/);
  await page.getByRole('treeitem', { name: /^gross/ }).waitFor();
  await take('debug-code-first');
  await goOnTo(page, 'Paused before Price it, iteration 2');
  await goOnTo(page, /Price it, line 4, iteration 2/);
  await page.keyboard.press('F10');
  await page
    .locator('footer')
    .getByText(/Price it, line 5/)
    .waitFor();
  await page.keyboard.press('Control+Shift+y');
  const field = page.getByRole('textbox', { name: 'Expression' });
  await field.click();
  await page.keyboard.type('gross - net');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await page.getByRole('log', { name: 'Debug console' }).getByText('gross - net').waitFor();
  await keep('debugger', 'light');
  await keep('debugger-dark', 'dark');
  await take('debug-code');

  await page.getByRole('checkbox', { name: 'All errors' }).click();
  await goOnTo(page, /Refuse large orders/);
  await take('debug-error');
  await page
    .getByRole('treeitem', { name: /^message/ })
    .first()
    .click({ button: 'right' });
  await take('debug-value-menu');
  await page.keyboard.press('Escape');

  const list = page.getByRole('list', { name: 'Breakpoints' }).getByRole('listitem');
  await list.last().hover();
  await list.last().getByRole('button', { name: /^Edit/ }).click();
  await take('debug-breakpoint-editor');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Disable all breakpoints' }).click({ force: true });
  await page.getByRole('checkbox', { name: 'All errors' }).click();

  await step(page, 'Accept').last().click({ position: inHead });
  await page.keyboard.press('Control+F10');
  await page.locator('footer').getByText('Paused before Accept').waitFor();
  await page.keyboard.press('F11');
  await page.getByRole('navigation', { name: 'Called workflow' }).waitFor();
  await take('debug-called');
  await page.getByRole('button', { name: 'Back to the caller' }).click();
  await page.getByRole('navigation', { name: 'Called workflow' }).waitFor({ state: 'hidden' });

  await step(page, 'Write the letter').last().click({ position: inHead });
  await page.keyboard.press('Control+F10');
  await page.locator('footer').getByText('Paused before Write the letter').waitFor();
  await page.getByRole('button', { name: 'Fit the workflow' }).click();
  await take('debug-branches');
  await page.keyboard.press('Alt+F10');
  await page
    .locator('footer')
    .getByText(/not live/)
    .waitFor();
  await take('debug-past');
  await page.locator('footer').getByRole('button', { name: 'Back to now' }).click();
  await page.locator('footer').getByText('Paused before').waitFor();
  await page.keyboard.press('F5');
  await runStatus(page)
    .getByText(/Completed|Failed/)
    .waitFor();
  await take('debug-over');
  await page.keyboard.press('Shift+F5');
}

/** A run looked at through its log. */
export async function takeTime(studio) {
  const { app, page, profile, take, keep } = studio;
  await openOrders(studio);
  await page.keyboard.press('Control+F5');
  await runStatus(page)
    .getByText(/Completed|Failed/)
    .waitFor();
  await page.getByRole('button', { name: 'Fit the workflow' }).click();
  await runCommand(page, 'Show the timeline');
  const slider = page.getByRole('slider', { name: 'Event that is looked at' });
  await slider.press('Home');
  for (let at = 0; at < 3; at += 1) await slider.press('Shift+ArrowRight');
  await page.getByText(/not live/).waitFor();
  await keep('timeline', 'light');
  await keep('timeline-dark', 'dark');
  await take('time-timeline');
  await slider.press('End');
  await page.getByRole('button', { name: 'Iterations', exact: true }).click();
  await take('time-matrix');
  await page.getByRole('button', { name: 'Forks', exact: true }).click();
  await take('time-forks-empty');
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await take('time-compare-empty');
  await page.getByRole('button', { name: 'Ask the past', exact: true }).click();
  await take('time-past-empty');
  await page.getByRole('combobox', { name: 'Step' }).click();
  await page.getByRole('option', { name: 'Price it' }).click();
  await page.getByRole('textbox', { name: 'What to log' }).fill('item.id + " of " + item.customer');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.getByText('3 hits').waitFor();
  await take('time-past');

  await step(page, 'Write the note').last().click({ position: inHead });
  await runCommand(page, 'Show where the output of the step');
  await page.getByRole('dialog').getByRole('list', { name: 'Origin' }).waitFor();
  await take('time-origin');
  await page.keyboard.press('Escape');

  // Another rate, and the runs part at the first price.
  await step(page, 'Price it').last().click({ position: inHead });
  await page.keyboard.press('Control+Shift+Enter');
  await page.keyboard.press('Escape');
  await step(page, 'Each order').last().click({ button: 'right', position: inHead });
  await take('step-menu');
  await page.getByRole('menuitem', { name: 'Debug from here' }).click();
  await page.locator('footer').getByText('Paused before Each order').waitFor();
  await page.getByRole('treeitem', { name: /^rate: 4/ }).dblclick();
  await page.getByRole('textbox', { name: 'New value of rate' }).fill('7');
  await page.keyboard.press('Enter');
  await page.getByRole('treeitem', { name: /^rate: 7/ }).waitFor();
  await page.keyboard.press('F5');
  await runStatus(page)
    .getByText(/Completed|Failed/)
    .waitFor();
  await page.keyboard.press('Shift+F5');
  await showPanel(page, 'Timeline');
  await page.getByRole('button', { name: 'Forks', exact: true }).click();
  await take('time-forks');
  await page.getByRole('button', { name: 'Compare with the shown run' }).first().click();
  await page.getByRole('button', { name: 'First difference' }).click();
  await keep('compare', 'light');
  await keep('compare-dark', 'dark');
  await take('time-compare');

  const report = join(profile, 'report.html');
  await app.evaluate(({ dialog }, file) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file });
  }, report);
  await runCommand(page, 'Export a report of the run');
  await page.getByText('Report exported').first().waitFor();
}
