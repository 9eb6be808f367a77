import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { expectNoFindings, findings } from '../helpers/axe';
import { stepwell } from '../helpers/command-line';
import { createProfile, openStudio, removeProfile, type Studio } from '../helpers/studio';

function textOf(name: string, steps: string): string {
  return `stepwell: 1\nname: ${name}\nsteps:\n  start: { kind: manual-start }\n${steps}edges: []\n`;
}

function row(page: Page, name: string) {
  return page
    .getByRole('list', { name: 'Workflows' })
    .getByRole('button', { name: new RegExp(`^${name}`) });
}

function place(page: Page, name: string | RegExp) {
  return page.getByRole('navigation', { name: 'Home' }).getByRole('button', { name });
}

// One library that several tests work on, one after the other, mostly with the keyboard.
test.describe.serial('the library', () => {
  let profile: string;
  let studio: Studio;
  let page: Page;

  test.beforeAll(async () => {
    profile = await createProfile();
    const files = ['Alpha', 'Beta', 'Gamma'].map((name) => {
      const file = join(profile, `${name.toLowerCase()}.stepwell.yaml`);
      const step = `  say: { kind: log, title: Greet ${name}, with: { message: hello } }\n`;
      writeFileSync(file, textOf(name, step));
      return file;
    });
    await stepwell(['import', ...files], { profile });
    studio = await openStudio(profile);
    page = studio.page;
    await expect(row(page, 'Alpha')).toBeVisible();
  });

  test.afterAll(async () => {
    await studio.close();
    await removeProfile(profile);
  });

  test('puts workflows into folders, with the keyboard alone, and takes it back', async () => {
    await row(page, 'Alpha').focus();
    await page.keyboard.press('Space');
    await row(page, 'Beta').focus();
    await page.keyboard.press('Space');
    await expect(page.getByRole('toolbar', { name: 'Chosen workflows' })).toContainText(
      '2 selected',
    );
    await page.keyboard.press('m');
    await page.getByRole('textbox', { name: 'New folder' }).fill('Finance/Monthly');
    await page.keyboard.press('Enter');
    await expect(place(page, /^Monthly/)).toContainText('2');
    await place(page, /^Monthly/).click();
    await expect(page.getByRole('heading', { name: 'Monthly' })).toBeVisible();
    await expect(row(page, 'Alpha')).toBeVisible();
    await expect(row(page, 'Gamma')).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await expect(page.getByText('This folder is empty')).toBeVisible();
    await place(page, /^Workflows/).click();
  });

  test('tags and favours, and shows what has the tag or the star', async () => {
    await row(page, 'Gamma').focus();
    await page.keyboard.press('t');
    await page.getByRole('textbox', { name: 'New tag' }).fill('Audit');
    await page.getByRole('button', { name: 'Set tags' }).click();
    await expect(place(page, 'audit')).toContainText('1');
    await row(page, 'Beta').focus();
    await page.keyboard.press('f');
    await place(page, 'Favourites').click();
    await expect(row(page, 'Beta')).toBeVisible();
    await expect(row(page, 'Gamma')).toHaveCount(0);
    await place(page, 'audit').click();
    await expect(row(page, 'Gamma')).toBeVisible();
    await place(page, /^Workflows/).click();
  });

  test('finds workflows by the titles of their steps', async () => {
    await page.getByRole('searchbox', { name: 'Search workflows' }).fill('greet ga');
    await expect(page.getByText('Steps: Greet Gamma')).toBeVisible();
    await expect(row(page, 'Alpha')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(row(page, 'Alpha')).toBeVisible();
  });

  test('deletes into the trash, restores from it, and asks before anything is gone for good', async () => {
    await row(page, 'Alpha').focus();
    await page.keyboard.press('Delete');
    await expect(row(page, 'Alpha')).toHaveCount(0);
    await place(page, 'Trash').click();
    await page.getByRole('button', { name: 'Restore Alpha' }).click();
    await expect(page.getByText('The trash is empty')).toBeVisible();
    await place(page, /^Workflows/).click();
    await row(page, 'Alpha').focus();
    await page.keyboard.press('Delete');
    await place(page, 'Trash').click();
    await page.getByRole('button', { name: 'Delete Alpha for good' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete for good' }).click();
    await expect(page.getByText('The trash is empty')).toBeVisible();
    await place(page, /^Workflows/).click();
    await expect(row(page, 'Alpha')).toHaveCount(0);
  });

  test('shows what a saved version changed, and goes back to the one before', async () => {
    await row(page, 'Beta').click();
    await page.getByRole('treeitem', { name: 'Greet Beta' }).click();
    const title = page.getByRole('textbox', { name: 'Title' });
    await title.fill('Say hello');
    await title.press('Enter');
    await page.keyboard.press('Control+s');
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('versions of this');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Versions of “Beta”' });
    await expect(dialog.getByRole('list', { name: 'What changed' })).toContainText(
      'Say hellochanged: title',
    );
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Text', exact: true }).click();
    await expect(dialog.getByRole('region', { name: 'Difference of the text' })).toContainText(
      'title: Say hello',
    );
    await dialog.getByRole('button', { name: /Added to the library/ }).click();
    await dialog.getByRole('button', { name: 'Restore this version' }).click();
    await expect(page.getByRole('treeitem', { name: 'Greet Beta' })).toBeVisible();
    await page.keyboard.press('Control+Shift+l');
    await expect(row(page, 'Beta')).toContainText('Unsaved');
  });

  test('says what a workflow needs before it is exported', async () => {
    const file = join(profile, 'needs.stepwell.yaml');
    const steps = '  read: { kind: read-file, with: { path: data.csv } }\n';
    writeFileSync(file, textOf('Needs', steps).replace('steps:', 'secrets: [token]\nsteps:'));
    await stepwell(['import', file], { profile });
    await studio.close();
    studio = await openStudio(profile);
    page = studio.page;
    await row(page, 'Needs').focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Export a copy…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export “Needs”' });
    await expect(dialog).toContainText('token');
    await expect(dialog).toContainText('data.csv for the step read');
    await expectNoFindings(page, 'what an export leaves behind', '[role="dialog"]');
    await page.keyboard.press('Escape');
  });

  test('has no serious accessibility findings on any page of the home screen', async () => {
    for (const name of ['Workflows', 'Favourites', 'Recent', 'Templates', 'Trash']) {
      await place(page, new RegExp(`^${name}`)).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
      expect(await findings(page), name).toEqual([]);
    }
  });
});

test.describe('templates in the studio', () => {
  test('are found by a word, looked at, and become a workflow of their own', async () => {
    const profile = await createProfile();
    const studio = await openStudio(profile);
    const { page } = studio;
    await place(page, 'Templates').click();
    await page.getByRole('searchbox', { name: 'Search templates' }).fill('compensation');
    await page
      .getByRole('list', { name: 'Templates' })
      .getByRole('button', { name: /Order saga/ })
      .press('Enter');
    const preview = page.getByRole('dialog', { name: 'Order saga' });
    await expect(preview.getByRole('region', { name: 'Expected result' })).toContainText('ledger');
    expect(await findings(page)).toEqual([]);
    await preview.getByRole('button', { name: 'Use template' }).click();
    await expect(page.getByRole('button', { name: /Workflow name: Order saga/ })).toBeVisible();
    await studio.close();
    await removeProfile(profile);
  });
});
