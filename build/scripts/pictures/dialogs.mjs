import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { closeDialog, openText, openWorkflow, runCommand } from './gestures.mjs';

/** Palette, settings, shortcuts, inbox, tour, the step palette and the run dialog. */
export async function takeDialogs({ page, take }) {
  await openWorkflow(page, 'Licence audit');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /command/i }).fill('show');
  await take('palette');
  await closeDialog(page);
  await page.keyboard.press('Control+,');
  await page.getByRole('dialog', { name: 'Settings' }).waitFor();
  const pages = page.getByRole('dialog', { name: 'Settings' }).getByRole('tab');
  for (const tab of await pages.all()) {
    await tab.click();
    await take(`settings-${(await tab.innerText()).toLowerCase().replace(/\W+/g, '-')}`);
  }
  if ((await pages.count()) === 0) await take('settings');
  await closeDialog(page);

  await page.getByRole('application', { name: 'Workflow canvas' }).focus();
  await page.keyboard.press('n');
  await page.getByRole('combobox', { name: 'Search steps' }).waitFor();
  await take('add-step');
  await closeDialog(page);
  await page.getByRole('application', { name: 'Workflow canvas' }).focus();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await take('shortcuts');
  await closeDialog(page);

  await page.keyboard.press('Control+Shift+Enter');
  await page.getByRole('button', { name: 'Advanced' }).click();
  await take('run-options');
  await closeDialog(page);
  await page.keyboard.press('Control+Shift+a');
  await page.getByRole('dialog', { name: 'Inbox' }).waitFor();
  await take('inbox');
  await closeDialog(page);
  await runCommand(page, 'Take the three-minute tour');
  await page.getByRole('complementary', { name: 'Guided tour' }).waitFor();
  await take('tour');
}

/** Two versions of a workflow, compared. */
export async function takeVersions({ page, take }) {
  await openWorkflow(page, 'Licence audit');
  await page.getByRole('treeitem', { name: 'List packages' }).click();
  const title = page.getByRole('textbox', { name: 'Title' });
  await title.fill('Packages of the project');
  await title.press('Enter');
  await page.keyboard.press('Control+s');
  await page.getByText('Saved', { exact: true }).waitFor();
  await runCommand(page, 'Versions of this workflow');
  await page.getByRole('dialog').waitFor();
  await take('versions');
}

/** A file that another program changed, with a conflict. */
export async function takeMerge({ app, page, profile, take }) {
  const file = join(profile, 'shared.stepwell.yaml');
  const text = `stepwell: 1
name: Shared
steps:
  start: { kind: manual-start, title: Start }
  one:
    kind: log
    title: Greet
    with: { message: one }
edges:
  - start -> one
`;
  await openText(app, page, file, text);
  await page.getByRole('treeitem', { name: 'Greet' }).click();
  const title = page.getByRole('textbox', { name: 'Title' });
  await title.fill('Say hello');
  await title.press('Enter');
  writeFileSync(file, text.replace('Greet', 'Welcome'));
  await page.getByRole('button', { name: 'Merge…' }).click();
  await page.getByRole('dialog', { name: 'Merge with the file' }).waitFor();
  await take('merge');
}
