import { expect, type Locator, type Page } from '@playwright/test';

// How end-to-end tests find their way on the canvas: by the names a person sees.

export function canvas(page: Page): Locator {
  return page.getByRole('application', { name: 'Workflow canvas' });
}

/** A step by its title; also the head of a part of a frame, and a frame. */
export function node(page: Page, title: string): Locator {
  return canvas(page).getByRole('group', { name: new RegExp(`^${title},`) });
}

export function runStatus(page: Page): Locator {
  return page.getByRole('status', { name: 'Run status' });
}

/** Adds a step with the keyboard: after the named one, or inside or after what is selected. */
export async function addStep(page: Page, kind: string, after?: string): Promise<void> {
  if (after !== undefined) await node(page, after).click({ position: { x: 60, y: 12 } });
  await page.keyboard.press('n');
  const search = page.getByRole('combobox', { name: 'Search steps' });
  await expect(search).toBeFocused();
  await search.fill(kind);
  await page.keyboard.press('Enter');
  await expect(search).toBeHidden();
}

/** The side bar's list of the workflow's runs, once it has been read. */
export async function showRuns(page: Page): Promise<Locator> {
  const tab = page.getByRole('tab', { name: 'Runs' });
  // A click on what is shown would close it.
  if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
  const list = page.getByRole('list', { name: 'Runs of this workflow' });
  await expect(page.locator('[aria-busy="false"]').filter({ has: list })).toBeVisible();
  return list.getByRole('listitem');
}

/** How many runs the list of the workflow has. */
export async function runsOf(page: Page): Promise<number> {
  return (await showRuns(page)).count();
}
