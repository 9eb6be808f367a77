import { openWorkflow, runCommand, runWorkflow } from './gestures.mjs';

/** The welcome screen, the library with folders and tags, templates and the trash. */
export async function takeLibrary({ page, take, keep }) {
  await page.getByText('Log triage').first().waitFor();
  await take('welcome');
  await page.getByRole('navigation', { name: 'Home' }).getByText('Templates').click();
  await page.getByRole('heading', { name: 'Templates' }).waitFor();
  await take('templates');

  await page.getByRole('navigation', { name: 'Home' }).getByText('Workflows').click();
  await page.getByText('Licence audit').first().click();
  await runWorkflow(page);
  await page.getByRole('button', { name: 'Library' }).first().click();
  await page.getByRole('heading', { name: 'Workflows' }).waitFor();
  await keep('library', 'light');
  await take('library');

  const row = page.getByRole('option', { name: /Log triage/ }).first();
  await row.click({ button: 'right' });
  await page.getByRole('menu').waitFor();
  await take('library-menu');
  await page.keyboard.press('Escape');

  await row.focus();
  await page.keyboard.press('Delete');
  await page.getByRole('navigation', { name: 'Home' }).getByText('Trash').click();
  await page.getByRole('heading', { name: 'Trash' }).waitFor();
  await take('trash');
}

/** The page of all runs, with its figures. */
export async function takeRuns({ page, take }) {
  for (const name of ['Licence audit', 'Log triage', 'Release checklist']) {
    await openWorkflow(page, name);
    await runWorkflow(page);
    await runCommand(page, 'Go to library');
    await page.getByRole('heading', { name: 'Workflows' }).waitFor();
  }
  await page.getByRole('navigation', { name: 'Home' }).getByText('Runs').click();
  await page.getByRole('heading', { name: 'Runs' }).waitFor();
  await take('runs');
}
