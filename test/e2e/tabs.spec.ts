import { expect, type Page, test } from '@playwright/test';
import { node, runStatus } from '../helpers/canvas';
import { createProfile, openStudio, removeProfile } from '../helpers/studio';

// Two workflows are open at once: each keeps what it is, through tabs, keys and a crash.

function tab(page: Page, name: string | RegExp) {
  return page.getByRole('navigation', { name: 'Open workflows' }).getByRole('button', { name });
}

async function renameStart(page: Page, name: string): Promise<void> {
  await node(page, 'start').click({ position: { x: 60, y: 12 } });
  const title = page.getByRole('textbox', { name: 'Title' });
  await title.fill(name);
  await title.press('Enter');
  await expect(node(page, name)).toBeVisible();
}

async function newWorkflow(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+n');
  await expect(
    page.getByRole('button', { name: 'Workflow name: Untitled workflow. Rename' }),
  ).toBeVisible();
  await page.getByRole('button', { name: /^Workflow name:/ }).click();
  await page.getByRole('textbox', { name: 'Workflow name' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Workflow name: ${name}. Rename` })).toBeVisible();
}

test('workflows in tabs keep their edits, history, selection and run, also through a crash', async () => {
  const profile = await createProfile();
  const studio = await openStudio(profile);
  const { page } = studio;
  await expect(page.getByRole('heading', { name: 'Workflows' })).toBeVisible();
  await newWorkflow(page, 'First');
  await renameStart(page, 'Here');
  await page.keyboard.press('Control+F5');
  await expect(runStatus(page)).toContainText('Completed');
  await newWorkflow(page, 'Second');
  await renameStart(page, 'There');
  await expect(runStatus(page)).toHaveCount(0);

  await page.keyboard.press('Control+Tab');
  await expect(node(page, 'Here')).toBeVisible();
  await expect(tab(page, 'First, not saved')).toHaveAttribute('aria-current', 'page');
  await expect(runStatus(page)).toContainText('Completed');
  await expect(page.getByText('1 step, 1 selected')).toBeVisible();
  await page.getByRole('application', { name: 'Workflow canvas' }).focus();
  await page.keyboard.press('Control+z');
  await expect(node(page, 'start')).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(node(page, 'Here')).toBeVisible();

  await tab(page, 'Second, not saved').click();
  await expect(node(page, 'There')).toBeVisible();
  await page.keyboard.press('Control+w');
  await expect(node(page, 'Here')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Open workflows' })).toBeHidden();
  await page.keyboard.press('Control+Shift+t');
  await expect(node(page, 'There')).toBeVisible();
  await tab(page, 'First, not saved').click();
  await expect(node(page, 'Here')).toBeVisible();
  await expect(page.getByText('Draft stored')).toBeVisible();
  await studio.kill();

  const again = await openStudio(profile);
  await tab(again.page, /^First/).click();
  await expect(node(again.page, 'Here')).toBeVisible();
  await tab(again.page, /^Second/).click();
  await expect(node(again.page, 'There')).toBeVisible();
  // Both texts are searched, the drafts too, and what is found is gone to.
  await again.page.keyboard.press('Control+Shift+f');
  await again.page.getByRole('searchbox', { name: 'Search in all workflows' }).fill('title: Here');
  await again.page.getByRole('list', { name: 'Found' }).getByTitle(/^Line/).click();
  await expect(node(again.page, 'Here')).toHaveAttribute('aria-current', 'true');
  await again.close();
  await removeProfile(profile);
});
