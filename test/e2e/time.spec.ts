import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { canvas, node, runStatus, runsOf } from '../helpers/canvas';
import { createProfile, openStudio, removeProfile, type Studio } from '../helpers/studio';

const workflow = `stepwell: 1
name: Count the orders
vars: { total: 0 }
steps:
  start: { kind: manual-start }
  each:
    kind: loop
    title: Each order
    with: { mode: items, items: '{{ [3, 10, 4, 20] }}', errors: collect }
    steps:
      check: { kind: condition, title: Is it ten?, with: { when: '{{ item == 10 }}' } }
      refuse: { kind: fail, title: Refuse ten, with: { message: Ten is refused } }
      add: { kind: set-variable, title: Add up, with: { name: total, value: '{{ vars.total + item }}' } }
    edges:
      - check.true -> refuse
      - check.false -> add
  much: { kind: condition, title: Is it much?, with: { when: '{{ vars.total > 1000 }}' } }
  big: { kind: transform, title: Big, with: { value: big } }
  small: { kind: transform, title: Small, with: { value: { total: '{{ vars.total }}', random: '{{ random() }}' } } }
edges:
  - start -> each
  - each -> much
  - much.true -> big
  - much.false -> small
`;

/** The native file choosers answer with this file. */
async function choose(studio: Studio, path: string): Promise<void> {
  await studio.app.evaluate(({ dialog }, file) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
  }, path);
}

async function command(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /command/i }).fill(title);
  await page.keyboard.press('Enter');
}

/** A file dropped on the window, as from a folder. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(
    `(() => {
      const data = new DataTransfer();
      data.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, cancelable: true }));
    })()`,
  );
}

function timeline(page: Page) {
  return page.getByRole('slider', { name: 'Event that is looked at' });
}

test.describe.serial('time in the studio', () => {
  let profile: string;
  let studio: Studio;

  test.beforeAll(async () => {
    profile = await createProfile();
    const file = join(profile, 'orders.stepwell.yaml');
    await writeFile(file, workflow);
    studio = await openStudio(profile, [file]);
    await studio.page.getByRole('button', { name: 'Trust this workflow' }).click();
    await expect(studio.page.getByText('Restricted:')).toBeHidden();
    await studio.page.keyboard.press('Control+F5');
    await expect(runStatus(studio.page)).toContainText('Completed');
  });

  test.afterAll(async () => {
    await studio.close();
    await removeProfile(profile);
  });

  test('goes back to any event, and canvas and status bar show that moment', async () => {
    const { page } = studio;
    await command(page, 'Show the timeline');
    await expect(timeline(page)).toHaveAttribute('aria-valuetext', /Run completed/);
    await timeline(page).press('Home');
    await expect(timeline(page)).toHaveAttribute('aria-valuenow', '1');
    await expect(page.getByText(/Viewing event 1 of \d+, not live/)).toBeVisible();
    await expect(node(page, 'Small')).not.toHaveAccessibleName(/succeeded/);
    await timeline(page).press('ArrowRight');
    await expect(timeline(page)).toHaveAttribute('aria-valuetext', /Event 2 of \d+: Run started/);
    await page.getByRole('contentinfo').getByRole('button', { name: 'Back to now' }).click();
    await expect(page.getByText(/not live/)).toBeHidden();
    await expect(node(page, 'Small')).toHaveAccessibleName(/succeeded/);
  });

  test('a loop shows one round in all its steps at once, and ports say what they hold', async () => {
    const { page } = studio;
    const rounds = page.getByRole('group', {
      name: 'Iterations of Each order that its steps show',
    });
    await expect(node(page, 'Add up')).toHaveAccessibleName(/3 times/);
    await rounds.getByRole('button', { name: 'The next one' }).click();
    await rounds.getByRole('button', { name: 'The next one' }).click();
    await expect(node(page, 'Refuse ten')).toHaveAccessibleName(/failed/);
    await expect(node(page, 'Add up')).toHaveAccessibleName(/skipped/);
    await rounds.getByRole('button', { name: /2 of 4/ }).click();
    await expect(node(page, 'Add up')).toHaveAccessibleName(/3 times/);

    await page.getByRole('treeitem', { name: 'Small' }).click();
    await page.keyboard.press('Control+1');
    await expect(canvas(page)).toBeFocused();
    await page.keyboard.press('0');
    await page.getByRole('button', { name: /^Output of Small: 2 keys/ }).click();
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    await expect(inspector.getByRole('tab', { name: 'Data', selected: true })).toBeVisible();
    await expect(inspector.getByRole('region', { name: 'Output' })).toContainText('random');
    await inspector.getByRole('tab', { name: 'Settings' }).click();
    await page.keyboard.press('Control+1');
    await expect(canvas(page)).toBeFocused();
    await page.keyboard.press('1');
  });

  test('finds the event at which something became true', async () => {
    const { page } = studio;
    await page.getByRole('button', { name: 'Ask the past' }).click();
    await page.getByRole('button', { name: 'When did it become true?' }).click();
    await page.getByRole('textbox', { name: 'What became true' }).fill('vars.total > 5');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await expect(page.getByText('The first moment at which it was true:')).toBeVisible();
    await expect(page.getByText(/not live/)).toBeVisible();
  });

  test('evaluates a log point for every time a step was passed', async () => {
    const { page } = studio;
    await page.getByRole('button', { name: 'Log point' }).click();
    await page.getByRole('combobox', { name: 'Step' }).click();
    await page.getByRole('option', { name: 'Add up' }).click();
    await page.getByRole('textbox', { name: 'What to log' }).fill('loop.index + ": " + item');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await expect(page.getByText('3 hits')).toBeVisible();
    await expect(page.getByRole('list', { name: 'Hits' })).toContainText('3: 20');
  });

  test('shows the failed cell among the iterations', async () => {
    const { page } = studio;
    await page.getByRole('button', { name: 'Iterations', exact: true }).click();
    const failed = page.getByRole('gridcell', { name: 'Refuse ten, iteration 2: failed' });
    await expect(failed).toBeVisible();
    await page.getByRole('button', { name: 'Next failure' }).click();
    await expect(page.getByText('1 failed')).toBeVisible();
  });

  test('says why a step was skipped', async () => {
    const { page } = studio;
    await page.getByRole('contentinfo').getByRole('button', { name: 'Back to now' }).click();
    await node(page, 'Big').click();
    await page.getByRole('tab', { name: 'Data' }).first().click();
    await page.getByRole('button', { name: 'Why?' }).click();
    await expect(page.getByText(/Is it much\? went to “false”/)).toBeVisible();
    await page.keyboard.press('Escape');
  });

  test('compares two runs and shows where they part', async () => {
    const { page } = studio;
    const before = await runsOf(page);
    await page.keyboard.press('Control+F5');
    // The run before it has completed, too: the word alone would be there at once.
    await expect.poll(() => runsOf(page)).toBe(before + 1);
    await expect(runStatus(page)).toContainText('Completed');
    await command(page, 'Compare the run with another one');
    await page.getByRole('combobox', { name: 'Run to compare with' }).click();
    await page.getByRole('option').first().click();
    await expect(page.getByText(/1 difference|2 differences/)).toBeVisible();
    await page.getByRole('button', { name: 'First difference' }).click();
    await expect(page.getByRole('region', { name: /Differences of Small/ })).toContainText(
      'random',
    );
  });

  test('forks from an event, and from a step, and shows which run came from which', async () => {
    const { page } = studio;
    const before = await runsOf(page);
    await command(page, 'Show the timeline');
    await timeline(page).press('Home');
    for (let at = 1; at < 6; at += 1) await timeline(page).press('ArrowRight');
    await expect(page.getByText(/Viewing event 6 of/)).toBeVisible();
    await command(page, 'Fork: let a new run go on');
    await page.getByRole('button', { name: 'Start new run' }).click();
    await expect(page.locator('footer')).toHaveAttribute('data-tone', 'debugging');
    await page.keyboard.press('F5');
    await expect(runStatus(page)).toContainText('Completed');
    await page.keyboard.press('Shift+F5');
    await expect(page.getByRole('toolbar', { name: 'Debug' })).toBeHidden();
    await node(page, 'Small').click({ button: 'right', position: { x: 60, y: 12 } });
    await page.getByRole('menuitem', { name: 'Run from here' }).click();
    await expect.poll(() => runsOf(page)).toBe(before + 2);
    await expect(runStatus(page)).toContainText('Completed');
    await command(page, 'Show the timeline');
    await page.getByRole('button', { name: 'Forks', exact: true }).click();
    const forks = page.getByRole('tree', { name: 'Forks' }).getByRole('treeitem');
    await expect(forks).toHaveCount(3);
    await expect(forks.nth(1)).toContainText('forked after event 6');
    await expect(forks.nth(2)).toHaveAttribute('aria-level', '3');
    await expect(forks.nth(2)).toHaveAttribute('aria-selected', 'true');
  });

  test('exports a case and opens it again at the same event, and tells when it was edited', async () => {
    const { page } = studio;
    const file = join(profile, 'orders.stepwell-case.json');
    await command(page, 'Show the timeline');
    await timeline(page).press('Home');
    for (let at = 1; at < 8; at += 1) await timeline(page).press('ArrowRight');
    await choose(studio, file);
    await command(page, 'Export the run as a case file');
    await expect(page.getByText('Case exported').first()).toBeVisible();
    await command(page, 'Open a case file');
    await expect(page.getByText('Case opened').first()).toBeVisible();
    await expect(timeline(page)).toHaveAttribute('aria-valuenow', '8');
    await expect(page.getByText(/Viewing event 8 of/)).toBeVisible();
    const text = await readFile(file, 'utf8');
    await command(page, 'Back to now');
    await expect(page.getByText(/not live/)).toBeHidden();
    await drop(page, 'orders.stepwell-case.json', text);
    await expect(page.getByText(/Viewing event 8 of/)).toBeVisible();
    await drop(page, 'package.json', '{}');
    await expect(page.getByText('“package.json” could not be opened').first()).toBeVisible();
    await writeFile(file, text.replaceAll('"value":27', '"value":28'));
    await command(page, 'Open a case file');
    await expect(
      page.getByText('This case was edited after it was exported').first(),
    ).toBeVisible();
  });

  test('exports a report that holds no script and shows the failure', async () => {
    const { page } = studio;
    const file = join(profile, 'report.html');
    await choose(studio, file);
    await command(page, 'Export a report of the run');
    await expect(page.getByText('Report exported').first()).toBeVisible();
    const report = await readFile(file, 'utf8');
    expect(report).toContain('Ten is refused');
    expect(report).not.toContain('<script');
  });
});
