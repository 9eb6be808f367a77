import { writeFileSync } from 'node:fs';

// What several scenes do, by the names a person sees.

export function runStatus(page) {
  return page.getByRole('status', { name: 'Run status' });
}

export async function openWorkflow(page, name) {
  await page.getByText(name).first().click();
  await page.getByRole('application', { name: 'Workflow canvas' }).waitFor();
}

/** Runs the open workflow, which asks for input, with the values its form offers, to its end. */
export async function runWorkflow(page) {
  await page.keyboard.press('Control+F5');
  const start = page.getByRole('dialog').getByRole('button', { name: 'Run workflow' });
  await start.click();
  await start.waitFor({ state: 'hidden' });
  await runStatus(page)
    .getByText(/^(Completed|Failed)/)
    .waitFor();
}

export async function runCommand(page, title) {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /command/i }).fill(title);
  await page.keyboard.press('Enter');
}

export async function closeDialog(page) {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

export async function showPanel(page, name) {
  await page.getByRole('tablist', { name: 'Panel' }).getByRole('tab', { name }).click();
}

/** Writes a file and opens it, as with Open file…. */
export async function openText(app, page, file, text) {
  writeFileSync(file, text);
  await page.getByRole('heading', { name: 'Workflows' }).waitFor();
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
  await page.getByRole('button', { name: 'Open file…' }).click();
  await page.getByRole('application', { name: 'Workflow canvas' }).waitFor();
}
