import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { node, runStatus } from '../helpers/canvas';
import { createProfile, openStudio, removeProfile, type Studio } from '../helpers/studio';

const workflow = `stepwell: 1
name: Read it later
steps:
  start: { kind: manual-start }
  draw: { kind: code, title: Draw, with: { code: 'return crypto.randomUUID()', effects: pure } }
  read: { kind: read-file, title: Read orders, with: { path: orders.json, format: json } }
  both:
    kind: transform
    title: Both
    with: { value: { drawn: '{{ steps.draw }}', orders: '{{ steps.read.content.length }}' } }
edges:
  - start -> draw
  - draw -> read
  - read -> both
`;

test.describe.serial('a run that failed', () => {
  let profile: string;
  let studio: Studio;
  let drawn: string;

  test.beforeAll(async () => {
    profile = await createProfile();
    const file = join(profile, 'later.stepwell.yaml');
    await writeFile(file, workflow);
    studio = await openStudio(profile, [file]);
    await studio.page.getByRole('button', { name: 'Trust this workflow' }).click();
    await expect(studio.page.getByText('Restricted:')).toBeHidden();
  });

  test.afterAll(async () => {
    await studio.close();
    await removeProfile(profile);
  });

  test('says what is missing and offers to go on', async () => {
    const { page } = studio;
    await page.keyboard.press('Control+Enter');
    await expect(runStatus(page)).toContainText('Failed');
    await expect(node(page, 'Read orders')).toHaveAccessibleName(/failed/);
    drawn = await outputOf(studio, 'Draw');
    await expect(page.getByRole('button', { name: 'Resume', exact: true })).toBeVisible();
  });

  test('goes on where it stopped once the file is there, keeping what was finished', async () => {
    const { page } = studio;
    await writeFile(join(profile, 'orders.json'), '[1, 2, 3]');
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    await expect(runStatus(page)).toContainText('Completed');
    expect(await outputOf(studio, 'Draw')).toBe(drawn);
    expect(await outputOf(studio, 'Both')).toContain(drawn);
    await page.getByRole('tab', { name: 'Log' }).click();
    await expect(page.getByRole('log')).toContainText('Run resumed; finished steps are kept');
    await page.getByRole('tab', { name: 'Data' }).first().click();
  });
});

/** A step's output as text, from the data panel. */
async function outputOf({ page }: Studio, title: string): Promise<string> {
  await page
    .getByRole('treeitem', { name: new RegExp(`^${title}(,|$)`) })
    .first()
    .click();
  const panel = page.getByRole('region', { name: 'Panel' });
  const output = panel.getByRole('region', { name: 'Output' });
  await output.getByRole('button', { name: 'Text', exact: true }).click();
  return (await output.locator('pre').innerText()).trim();
}
