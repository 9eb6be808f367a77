import { openWorkflow, runCommand, runWorkflow } from './gestures.mjs';

/** The welcome screen, the library with what was run, templates, a row's menu and the trash. */
export async function takeLibrary({ page, take, keep }) {
  const home = page.getByRole('navigation', { name: 'Home' });
  await page.getByText('Log triage').first().waitFor();
  await take('welcome');
  await home.getByText('Templates').click();
  await page.getByRole('heading', { name: 'Templates' }).waitFor();
  await take('templates');

  await home.getByText('Workflows').click();
  await openAndRun(page, 'Licence audit');
  await openAndRun(page, 'Log triage');
  await keep('library', 'light');
  await take('library');

  const row = page.getByRole('list', { name: 'Workflows' }).locator('[data-workflow]').first();
  await row.click({ button: 'right' });
  await page.getByRole('menu').waitFor();
  await take('library-menu');
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'hidden' });

  await row.focus();
  await page.keyboard.press('Delete');
  await home.getByText('Trash').click();
  await page.getByRole('heading', { name: 'Trash' }).waitFor();
  await take('trash');
}

/** The page of all runs, with its figures. */
export async function takeRuns({ page, take }) {
  await openAndRun(page, 'Licence audit');
  await openAndRun(page, 'Log triage');
  for (let at = 0; at < 2; at += 1) await openAndRun(page, 'Licence audit');
  await page.getByRole('navigation', { name: 'Home' }).getByText('Runs').click();
  await page.getByRole('heading', { name: 'Runs' }).waitFor();
  await take('runs');
}

async function openAndRun(page, name) {
  await openWorkflow(page, name);
  await runWorkflow(page);
  await runCommand(page, 'Go to library');
  await page.getByRole('heading', { name: 'Workflows' }).waitFor();
}
