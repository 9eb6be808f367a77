import { expect, type Page, test } from '@playwright/test';
import { showRuns } from '../helpers/canvas';
import { stepwell } from '../helpers/command-line';
import { createProfile, openStudio, removeProfile, type Studio } from '../helpers/studio';

// One story, in order: a newcomer builds a workflow from an empty canvas with mouse and keyboard,
// runs it, looks at values, closes the app, and finds everything again. Each test goes on where
// the one before ended.

const canvas = (page: Page) => page.getByRole('application', { name: 'Workflow canvas' });
const node = (page: Page, name: string) =>
  canvas(page).getByRole('group', { name: new RegExp(`^${name},`) });

async function addStep(page: Page, after: string, kind: string): Promise<void> {
  await node(page, after).click();
  await page.keyboard.press('n');
  const search = page.getByRole('combobox', { name: 'Search steps' });
  await expect(search).toBeFocused();
  await search.fill(kind);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeVisible();
}

async function setTitle(page: Page, title: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Title' });
  await field.fill(title);
  await field.press('Enter');
  await expect(node(page, title)).toBeVisible();
}

/** Replaces the text of an editor or field, typed key by key unless `paste` says otherwise. */
async function setEditor(
  page: Page,
  name: string,
  text: string,
  { paste = false } = {},
): Promise<void> {
  const field = page.getByRole('textbox', { name: new RegExp(`^${name}( \\*)?$`) });
  await expect(field).toBeVisible();
  const editor = page.locator('.monaco-editor', { has: field });
  // An editor draws its lines over its text area: a person clicks on the lines.
  await ((await editor.count()) > 0 ? editor : field).click();
  await expect(field).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  if (paste) await page.keyboard.insertText(text);
  else await page.keyboard.type(text);
}

test.describe.serial('a first workflow', () => {
  let profile: string;
  let studio: Studio;
  let positions: Record<string, string | null>;

  test.beforeAll(async () => {
    profile = await createProfile();
    studio = await openStudio(profile);
  });

  test.afterAll(async () => {
    await studio.close();
    await removeProfile(profile);
  });

  test('is built from an empty canvas with six steps, a branch and code', async () => {
    const { page } = studio;
    await page.getByRole('button', { name: 'New workflow' }).first().click();
    await expect(node(page, 'start')).toBeVisible();

    await addStep(page, 'start', 'code');
    await setTitle(page, 'Prices');
    await setEditor(
      page,
      'Code',
      'console.log("three prices");\nreturn [3, 14, 27].map((price, index) => ({ id: index + 1, price }));',
      { paste: true },
    );

    await addStep(page, 'Prices', 'filter');
    await setTitle(page, 'Expensive');
    await setEditor(page, 'Items', '{{ steps.code }}');
    await setEditor(page, 'Where', '{{ item.price > 10 }}');

    await addStep(page, 'Expensive', 'condition');
    await setTitle(page, 'Any left');
    await setEditor(page, 'When', '{{ steps.filter.length > 0 }}');

    await addStep(page, 'Any left', 'log');
    await setTitle(page, 'Report');
    await setEditor(page, 'Message', '{{ steps.filter.length }} expensive');

    await addStep(page, 'Any left', 'log');
    await setTitle(page, 'Nothing');
    await setEditor(page, 'Message', 'Nothing is expensive');

    await expect(
      page.getByRole('button', { name: '0 errors, 0 warnings. Show problems' }),
    ).toBeVisible();
    await expect(page.getByText('6 steps')).toBeVisible();
    // Only what is in view is drawn; from here on everything is.
    await page.getByRole('button', { name: 'Fit the workflow' }).click();
    await expect(node(page, 'Prices')).toBeVisible();
  });

  test('runs, with its states on the canvas', async () => {
    const { page } = studio;
    await page.keyboard.press('Control+F5');
    await expect(page.getByRole('status', { name: 'Run status' })).toContainText('Completed');
    await expect(node(page, 'Prices')).toHaveAccessibleName(/succeeded/);
    await expect(node(page, 'Report')).toHaveAccessibleName(/succeeded/);
    await expect(node(page, 'Nothing')).toHaveAccessibleName(/skipped/i);
  });

  test('shows what went in and came out of a step', async () => {
    const { page } = studio;
    await node(page, 'Expensive').click();
    const panel = page.getByRole('tabpanel', { name: 'Data' }).last();
    const output = panel.getByRole('region', { name: 'Output' });
    await expect(output.getByRole('table', { name: 'Output' }).getByRole('row')).toHaveText([
      /#.*id.*price/,
      /1.*2.*14/,
      /2.*3.*27/,
    ]);
    await page.getByRole('tab', { name: 'Log' }).click();
    await expect(page.getByRole('log')).toContainText('three prices');
    await expect(page.getByRole('log')).toContainText('2 expensive');
  });

  test('gives the same outputs and event types on the command line', async () => {
    const list = await stepwell(['list', '--json'], { profile });
    const { id } = JSON.parse(list.out);
    const runs = await stepwell(['list', 'runs', '--json'], { profile });
    const shown = await stepwell(['show', JSON.parse(runs.out).id, '--json'], { profile });
    const again = await stepwell(['run', id, '--json'], { profile });
    expect(again.code).toBe(0);
    const facts = (out: string) =>
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
        .map(({ type, step, output, taken }) => ({ type, step, output, taken }));
    expect(facts(again.out)).toEqual(facts(shown.out));
  });

  test('is there after a restart: workflow, layout and runs', async () => {
    const { page } = studio;
    await page.keyboard.press('Control+s');
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    positions = await readPositions(page);
    await studio.close();

    studio = await openStudio(profile);
    await studio.page.getByText('Untitled workflow').first().click();
    await expect(node(studio.page, 'Report')).toBeVisible();
    expect(await readPositions(studio.page)).toEqual(positions);
    await expect(node(studio.page, 'Nothing')).toHaveAccessibleName(/skipped/i);
    const runs = await showRuns(studio.page);
    await expect(runs).toHaveText([/Completed.*by cli/, /^Completed(?!.*by cli)/]);
  });

  test('loses nothing typed when the app is killed', async () => {
    const { page } = studio;
    await node(page, 'Report').click();
    await setTitle(page, 'Written just before the crash');
    // What was typed must be in the journal within two seconds; then nothing can take it back.
    await expect(page.getByText('Draft stored')).toBeVisible({ timeout: 2_000 });
    await studio.kill();

    studio = await openStudio(profile);
    await studio.page.getByText('Untitled workflow').first().click();
    await expect(node(studio.page, 'Written just before the crash')).toBeVisible();
    await expect(studio.page.getByText(/recovered/i).first()).toBeVisible();
  });
});

/** Where the boxes lie, by step. */
async function readPositions(page: Page): Promise<Record<string, string | null>> {
  const boxes = page.locator('.react-flow__node');
  const entries = await boxes.evaluateAll((elements) =>
    elements.map((element) => {
      const { transform } = (element as unknown as { style: { transform: string } }).style;
      return [element.getAttribute('data-id') ?? '', transform] as const;
    }),
  );
  return Object.fromEntries(entries);
}
