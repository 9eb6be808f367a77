import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { findings } from '../helpers/axe';
import { node, runStatus } from '../helpers/canvas';
import { createProfile, openStudio, removeProfile, type Studio } from '../helpers/studio';

const workflow = `stepwell: 1
name: From a stranger
steps:
  start: { kind: manual-start }
  count: { kind: code, title: Count, with: { code: 'return 6 * 7' } }
  keep:
    kind: write-file
    title: Keep
    with: { path: answer.txt, content: '{{ steps.count }}' }
edges:
  - start -> count
  - count -> keep
`;

test.describe.serial('a file from outside', () => {
  let profile: string;
  let studio: Studio;

  test.beforeAll(async () => {
    profile = await createProfile();
    const file = join(profile, 'stranger.stepwell.yaml');
    await writeFile(file, workflow);
    studio = await openStudio(profile, [file]);
  });

  test.afterAll(async () => {
    await studio.close();
    await removeProfile(profile);
  });

  test('is restricted, and says so', async () => {
    const { page } = studio;
    await expect(page.getByText('this file came from outside')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Restricted workflow.' })).toBeVisible();
    await page.keyboard.press('Control+Shift+L');
    await expect(page.getByRole('listitem').filter({ hasText: 'From a stranger' })).toContainText(
      'Restricted',
    );
    await page.getByText('From a stranger').first().click();
  });

  test('runs its code confined, and none of its effects', async () => {
    const { page } = studio;
    await page.keyboard.press('Control+Enter');
    await expect(runStatus(page)).toContainText('Failed');
    await expect(runStatus(page)).toContainText('restricted');
    await expect(node(page, 'Count')).toHaveAccessibleName(/succeeded/);
    await node(page, 'Keep').click();
    await expect(page.getByRole('region', { name: 'Panel' }).getByRole('alert')).toContainText(
      'Trust the workflow',
    );
    expect(await exists(join(profile, 'answer.txt'))).toBe(false);
  });

  test('shows what it would do, and does it once it is trusted', async () => {
    const { page } = studio;
    await page.getByRole('button', { name: 'Look at what it does' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'What “From a stranger” would do' });
    await expect(dialog.getByRole('region', { name: 'Reaches outside' })).toContainText(
      'answer.txt',
    );
    await expect(dialog.getByRole('region', { name: 'Runs code' })).toContainText('Count');
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Trust this workflow' }).click();
    await expect(page.getByText('this file came from outside')).toBeHidden();
    await page.keyboard.press('Control+Enter');
    await expect(runStatus(page)).toContainText('Completed');
    expect(await exists(join(profile, 'answer.txt'))).toBe(true);
  });

  test('is restricted again when another program changes it', async () => {
    const { page } = studio;
    await writeFile(join(profile, 'stranger.stepwell.yaml'), workflow.replace('6 * 7', '6 * 8'));
    await expect(page.getByText('this file came from outside')).toBeVisible();
  });
});

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
