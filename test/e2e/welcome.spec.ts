import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createProfile, openStudio, removeProfile } from '../helpers/studio';

test.describe('starting with something to open', () => {
  let profile: string;

  test.beforeEach(async () => {
    profile = await createProfile();
  });

  test.afterEach(() => removeProfile(profile));

  test('opens a sample when the library is empty, runs it, and only the first time', async () => {
    const studio = await openStudio(profile, ['--welcome-sample=licence-audit']);
    const { page } = studio;
    await expect(page.getByRole('button', { name: /Workflow name: Licence audit/ })).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Run workflow' }).click();
    await expect(page.getByRole('status', { name: 'Run status' })).toContainText('Completed');
    const output = page.getByRole('tree', { name: 'Output' });
    await expect(output.getByRole('treeitem', { name: /packages/ })).toContainText('646');
    await studio.close();

    const again = await openStudio(profile, ['--welcome-sample=licence-audit']);
    await again.page.getByRole('button', { name: 'Library' }).first().click();
    await expect(again.page.getByRole('heading', { name: 'Workflows' })).toBeVisible();
    await expect(again.page.getByText('licence-audit-2')).toHaveCount(0);
    await again.close();
  });

  test('opens a file from the command line, edits it, and saves only what was edited', async () => {
    const file = join(profile, 'mine.stepwell.yaml');
    const text =
      '# mine\nstepwell: 1\nname: Mine   # a comment\n\nsteps:\n    start: {kind: manual-start}\n    say:   # odd layout, kept\n        kind: log\n        with: {message: "hello"}\nedges: [start -> say]\n';
    writeFileSync(file, text);
    const studio = await openStudio(profile, [file]);
    const { page } = studio;
    await page.getByRole('treeitem', { name: /say/ }).click();
    const title = page.getByRole('textbox', { name: 'Title' });
    await title.fill('Say hello');
    await title.press('Enter');
    await page.keyboard.press('Control+s');
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    expect(readFileSync(file, 'utf8')).toBe(
      text.replace('        kind: log\n', '        kind: log\n        title: Say hello\n'),
    );
    await studio.close();
  });

  test('says what is wrong with a file it cannot read, and stays up', async () => {
    const file = join(profile, 'broken.stepwell.yaml');
    writeFileSync(file, 'stepwell: 1\nname: Broken\nsteps:\n\ta: 1\n');
    const studio = await openStudio(profile, [file]);
    await expect(studio.page.getByRole('button', { name: /[1-9] errors?/ })).toBeVisible();
    await studio.page.getByRole('button', { name: /[1-9] errors?/ }).click();
    await expect(studio.page.getByText('YAML_SYNTAX').first()).toBeVisible();
    await studio.close();
  });
});
