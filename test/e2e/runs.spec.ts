import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { findings } from '../helpers/axe';
import { node, runStatus, showRuns } from '../helpers/canvas';
import { createProfile, openStudio, removeProfile, type Studio } from '../helpers/studio';

const workflow = `stepwell: 1
name: Doubler
input:
  type: object
  required: [count]
  properties: { count: { type: number, title: Count, default: 2 } }
steps:
  start: { kind: manual-start, title: Start }
  double: { kind: transform, title: Double, with: { value: '{{ input.count * 2 }}' }, cost: '{{ output * 0.01 }}' }
  check: { kind: condition, title: Small enough?, with: { when: '{{ steps.double < 10 }}' } }
  fine: { kind: log, title: Fine, with: { message: fine } }
  stop: { kind: fail, title: Too large, with: { message: That is too much } }
edges:
  - start -> double
  - double -> check
  - check.true -> fine
  - check.false -> stop
`;

async function runWith(page: Page, count: string, outcome: string): Promise<void> {
  await page.keyboard.press('Control+F5');
  const dialog = page.getByRole('dialog', { name: /Run/ });
  await dialog.getByRole('textbox', { name: /Count/ }).fill(count);
  await dialog.getByRole('button', { name: 'Run workflow' }).click();
  await expect(runStatus(page)).toContainText(outcome);
}

function list(page: Page): Locator {
  return page.getByRole('list', { name: 'Runs' });
}

test.describe.serial('the runs of all workflows', () => {
  let profile: string;
  let studio: Studio;
  let page: Page;

  test.beforeAll(async () => {
    profile = await createProfile();
    const file = join(profile, 'doubler.stepwell.yaml');
    await writeFile(file, workflow);
    studio = await openStudio(profile, [file]);
    page = studio.page;
    await expect(node(page, 'Double')).toBeVisible({ timeout: 30_000 });
    await runWith(page, '2', 'Completed');
    await runWith(page, '50', 'Failed');
  });

  test.afterAll(async () => {
    await studio.close();
    await removeProfile(profile);
  });

  test('marks steps of the shown run that changed since, and what comes after them', async () => {
    await expect(node(page, 'Double')).toHaveAccessibleName(/succeeded.*cost 1.00 USD/);
    await writeFile(
      join(profile, 'doubler.stepwell.yaml'),
      workflow.replace('count * 2', 'count * 3'),
    );
    await expect(node(page, 'Double')).toHaveAccessibleName(/stale/);
    await expect(node(page, 'Small enough\\?')).toHaveAccessibleName(/stale/);
    await expect(node(page, 'Start')).not.toHaveAccessibleName(/stale/);
  });

  test('are listed with figures and charts, and narrowed by status and words', async () => {
    await page.keyboard.press('Control+Shift+H');
    const list = page.getByRole('list', { name: 'Runs' });
    await expect(list.getByRole('listitem')).toHaveCount(2);
    const durations = page.getByRole('slider', { name: /Durations of the latest 2 runs/ });
    await durations.focus();
    await page.keyboard.press('Home');
    await expect(durations).toHaveAttribute('aria-valuetext', /Doubler: Completed in /);
    await expect(durations.getByText(/Completed in /)).toBeVisible();
    await expect(page.getByRole('slider', { name: /Runs per day/ })).toBeVisible();
    expect(await findings(page)).toEqual([]);

    await page.getByRole('searchbox', { name: 'Search runs' }).fill('too much');
    await expect(list.getByRole('listitem')).toHaveCount(1);
    await expect(list).toContainText('That is too much');
    await page.getByRole('searchbox', { name: 'Search runs' }).fill('nothing like it');
    await expect(page.getByText('No run fits')).toBeVisible();
    await page.getByRole('button', { name: 'Show all runs' }).click();
    await expect(list.getByRole('listitem')).toHaveCount(2);

    await page.getByRole('combobox', { name: 'Workflow' }).click();
    await page.getByRole('option', { name: 'Doubler' }).click();
    await expect(page.getByText('Step times')).toBeVisible();
  });

  test('cost what their steps say: in the rows, as a sum and drawn', async () => {
    const rows = list(page).getByRole('listitem');
    await expect(rows.filter({ hasText: 'Completed' })).toContainText('0.04 USD');
    await expect(rows.filter({ hasText: 'Failed' })).toContainText('1.00 USD');
    await expect(page.getByRole('definition').filter({ hasText: '1.04 USD' })).toBeVisible();
    const costs = page.getByRole('slider', { name: /Cost of the latest 2 runs, up to 1.00 USD/ });
    await costs.focus();
    await page.keyboard.press('Home');
    await expect(costs).toHaveAttribute('aria-valuetext', /^0.04 USD: Doubler, completed/);
    await expect(page.getByRole('row', { name: /^double .*1.04 USD 0.52$/ })).toBeVisible();
  });

  test('go again with the same input, pinned ones stay, and removed ones are gone', async () => {
    const list = page.getByRole('list', { name: 'Runs' });
    await list
      .getByRole('button', { name: /Completed/ })
      .first()
      .press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Pin: never remove by itself' }).click();
    await expect(list.getByRole('img', { name: /Pinned/ })).toBeVisible();

    await list
      .getByRole('button', { name: /Completed/ })
      .first()
      .press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Run again with the same input' }).click();
    await expect(runStatus(page)).toContainText('Completed');
    await page.keyboard.press('Control+Shift+H');
    await expect(list.getByRole('listitem')).toHaveCount(3);

    await list.getByRole('button', { name: /Failed/ }).press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Remove with all its values…' }).click();
    const question = page.getByRole('alertdialog', { name: 'Remove this run?' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(question).toBeHidden();
    await expect(list.getByRole('listitem')).toHaveCount(3);
    await list.getByRole('button', { name: /Failed/ }).press('Delete');
    await question.getByRole('button', { name: 'Remove run' }).click();
    await expect(list.getByRole('listitem')).toHaveCount(2);
    // The keyboard is not lost with the row.
    await expect(list.locator('[data-run]:focus')).toHaveCount(1);
  });

  test('stand in the side bar beside the canvas, where they are shown, narrowed and compared', async () => {
    await list(page).getByRole('button').first().press('Enter');
    await expect(node(page, 'Double')).toBeVisible();
    await page.keyboard.press('Control+Shift+R');
    const runs = await showRuns(page);
    await expect(runs).toHaveCount(2);
    await expect(page.getByText('100 % completed')).toBeVisible();
    await runWith(page, '60', 'Failed');
    await expect(runs).toHaveCount(3);
    await expect(runs.first()).toContainText('That is too much');
    await expect(runs.first().getByRole('button').first()).toHaveAttribute('aria-current', 'true');
    expect(await findings(page)).toEqual([]);

    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Completed' }).click();
    await page.keyboard.press('Escape');
    await expect(runs).toHaveCount(2);
    await runs.first().getByRole('button').first().press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Compare with the shown run' }).click();
    await expect(page.getByRole('button', { name: 'First difference' })).toBeVisible();
    await page.getByRole('button', { name: 'Statistics and charts' }).click();
    await expect(page.getByText('Step times')).toBeVisible();
  });
});
