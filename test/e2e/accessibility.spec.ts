import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { expectNoFindings } from '../helpers/axe';
import { canvas, runStatus } from '../helpers/canvas';
import { createProfile, openStudio, removeProfile, type Studio } from '../helpers/studio';

// Every screen, panel and dialog, one after the other as a user comes to them, in every theme.

const panel = 'section[aria-label="Panel"]';
const sideBar = 'aside[aria-label="Side bar"]';
const inspector = 'aside[aria-label="Inspector"]';
const dialog = '[role="dialog"]';

test.describe.serial('no serious findings', () => {
  let profile: string;
  let studio: Studio;
  let page: Page;

  test.beforeAll(async () => {
    profile = await createProfile();
    studio = await openStudio(profile);
    page = studio.page;
    // Colours in between two themes, or half faded in, are nobody's.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await expect(page.getByText('Licence audit').first()).toBeVisible();
  });

  test.afterAll(async () => {
    await studio.close();
    await removeProfile(profile);
  });

  const look = (what: string, within?: string) => expectNoFindings(page, what, within);

  async function close(): Promise<void> {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }

  async function command(title: string): Promise<void> {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /command/i }).fill(title);
    await page.keyboard.press('Enter');
  }

  test('on the home screen and its pages', async () => {
    const home = page.getByRole('navigation', { name: 'Home' });
    await look('the welcome');
    for (const name of ['Templates', 'Runs', 'Trash']) {
      await home.getByText(name).click();
      await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
      await look(name);
    }
    await home.getByText('Templates').click();
    await page.getByText('Order saga', { exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look('the preview of a template', dialog);
    await close();
    await home.getByText('Workflows').click();
  });

  test('on a workflow that has run, and in its panels', async () => {
    await page.getByText('Licence audit').first().click();
    await expect(canvas(page)).toBeVisible();
    await page.keyboard.press('Control+Enter');
    const run = page.getByRole('dialog').getByRole('button', { name: 'Run workflow' });
    await expect(run).toBeVisible();
    await look('the dialog of a run', dialog);
    await run.click();
    await expect(runStatus(page)).toContainText('Completed');
    await look('a workflow');
    const panels = page.getByRole('tablist', { name: 'Panel' }).getByRole('tab');
    for (const tab of await panels.all()) {
      await tab.click();
      await look(`below: ${await tab.innerText()}`, panel);
    }
    await command('Show the timeline');
    for (const name of ['Iterations', 'Compare', 'Ask the past', 'Forks']) {
      await page.getByRole('button', { name, exact: true }).click();
      await look(`the timeline: ${name}`, panel);
    }
  });

  test('in the side bar, the inspector and the source', async () => {
    const sides = page.getByRole('tablist', { name: 'Side bar' }).getByRole('tab');
    for (const tab of await sides.all()) {
      if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
      await expect(tab).toHaveAttribute('aria-selected', 'true');
      await look(`at the left: ${await tab.getAttribute('aria-label')}`, sideBar);
    }
    await page.keyboard.press('Control+Shift+O');
    await page.getByRole('treeitem', { name: 'Not on the list' }).click();
    const parts = page.getByRole('complementary', { name: 'Inspector' }).getByRole('tab');
    for (const tab of await parts.all()) {
      await tab.click();
      await look(`the inspector: ${await tab.innerText()}`, inspector);
    }
    await page.keyboard.press('Alt+2');
    await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible();
    await look('canvas and source');
    await page.keyboard.press('Alt+1');
  });

  test('in the dialogs', async () => {
    const dialogs: readonly (readonly [string, () => Promise<void>])[] = [
      ['the palette', () => page.keyboard.press('Control+k')],
      ['the settings', () => page.keyboard.press('Control+,')],
      ['the shortcuts to change', () => command('Change keyboard shortcuts')],
      ['the list of shortcuts', () => command('Keyboard shortcuts')],
      ['the inbox', () => page.keyboard.press('Control+Shift+A')],
      ['the versions', () => command('Versions of this workflow')],
      ['the options of a run', () => page.keyboard.press('Control+Shift+Enter')],
    ];
    for (const [what, open] of dialogs) {
      await open();
      await expect(page.getByRole('dialog')).toBeVisible();
      await look(what, dialog);
      await close();
    }
    await canvas(page).focus();
    await page.keyboard.press('n');
    await expect(page.getByRole('combobox', { name: 'Search steps' })).toBeFocused();
    await look('the steps to add', dialog);
    await close();
  });

  test('in high contrast, which the system can ask for', async () => {
    const html = page.locator('html');
    await page.emulateMedia({ contrast: 'more' });
    await expect(html).toHaveAttribute('data-theme', 'contrast');
    await page.emulateMedia({ contrast: 'no-preference' });
    await expect(html).not.toHaveAttribute('data-theme', 'contrast');
    await page.keyboard.press('Control+,');
    await page.getByRole('button', { name: 'High contrast' }).click();
    await expect(html).toHaveAttribute('data-theme', 'contrast');
    await close();
  });

  test('on the library in use: tags, folders, names, menus and the trash', async () => {
    await command('Go to library');
    const row = page.getByRole('list', { name: 'Workflows' }).locator('[data-workflow]').first();
    await expect(row).toBeVisible();
    await look('the library');
    for (const [key, what] of [
      ['t', 'tags'],
      ['m', 'folders'],
      ['F2', 'a name'],
    ] as const) {
      await row.focus();
      await page.keyboard.press(key);
      await expect(page.getByRole('dialog')).toBeVisible();
      await look(what, dialog);
      await close();
    }
    await row.focus();
    await page.keyboard.press('Shift+F10');
    await expect(page.getByRole('menu')).toBeVisible();
    await look('a menu', '[role="menu"]');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toBeHidden();
    await row.focus();
    await page.keyboard.press('Delete');
    await page.getByRole('navigation', { name: 'Home' }).getByText('Trash').click();
    await expect(page.getByText('Licence audit').first()).toBeVisible();
    await look('the trash in use');
  });
});

test('no serious findings in what is asked about a file from outside', async () => {
  const profile = await createProfile();
  const file = join(profile, 'shared.stepwell.yaml');
  const text = `stepwell: 1
name: Shared
steps:
  start: { kind: manual-start, title: Start }
  call: { kind: http-request, title: Call, with: { url: 'http://127.0.0.1:9/' } }
edges: [start -> call]
`;
  await writeFile(file, text);
  const { page, close } = await openStudio(profile, [file]);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('button', { name: 'Look at what it does', exact: true }).click();
  const trust = page.getByRole('dialog').getByRole('button', { name: 'Trust this workflow' });
  await expect(trust).toBeVisible();
  await expectNoFindings(page, 'what a file does', dialog);
  await trust.click();
  await expect(page.getByText('Restricted:')).toBeHidden();
  await page.getByRole('treeitem', { name: 'Call' }).click();
  const title = page.getByRole('textbox', { name: 'Title' });
  await title.fill('Ask');
  await title.press('Enter');
  await writeFile(file, text.replace('title: Call', 'title: Fetch'));
  const merge = page.getByRole('button', { name: 'Merge…' });
  await expect(merge).toBeVisible();
  await expectNoFindings(page, 'a file that another program changed');
  await merge.click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNoFindings(page, 'two versions to merge', dialog);
  await close();
  await removeProfile(profile);
});
