import { chmodSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { node } from '../helpers/canvas';
import { createSmallDisk, noSmallDisk } from '../helpers/small-disk';
import { expectNoFindings } from '../helpers/axe';
import { createProfile, openStudio, removeProfile } from '../helpers/studio';

const text = `stepwell: 1
name: Shared
steps:
  start: { kind: manual-start, title: Start }
  one:
    kind: log
    title: One
    with: { message: one }
  two:
    kind: log
    title: Two
    with: { message: two }
edges:
  - start -> one
  - one -> two
`;

const banner = '[role="status"][data-tone]';

test('a file that changes outside while it is edited is merged, and only real conflicts are asked', async () => {
  const profile = await createProfile();
  const file = join(profile, 'shared.stepwell.yaml');
  writeFileSync(file, text);
  const studio = await openStudio(profile, [file]);
  const { page } = studio;
  await page.getByRole('treeitem', { name: 'One' }).click();
  const title = page.getByRole('textbox', { name: 'Title' });
  await title.fill('Mine');
  await title.press('Enter');
  await expect(node(page, 'Mine')).toBeVisible();

  writeFileSync(
    file,
    text.replace('title: One', 'title: Theirs').replace('title: Two', 'title: Second'),
  );
  await page.getByRole('button', { name: 'Merge…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Merge with the file' });
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
  await dialog.getByRole('button', { name: 'Mine', exact: true }).click();
  await dialog.getByRole('button', { name: 'Use the merged text' }).click();
  await expect(node(page, 'Mine')).toBeVisible();
  await expect(node(page, 'Second')).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  expect(readFileSync(file, 'utf8')).toBe(
    text.replace('title: One', 'title: Mine').replace('title: Two', 'title: Second'),
  );
  await studio.close();
  await removeProfile(profile);
});

test('a file that is deleted is told of and written again; what a crash left is compared and kept', async () => {
  const profile = await createProfile();
  const file = join(profile, 'shared.stepwell.yaml');
  writeFileSync(file, text);
  const studio = await openStudio(profile, [file]);
  const { page } = studio;
  await expect(node(page, 'One')).toBeVisible();
  unlinkSync(file);
  await expect(page.getByRole('button', { name: 'Write it again' })).toBeVisible();
  await expectNoFindings(page, 'a file that is gone', banner);
  await page.getByRole('button', { name: 'Write it again' }).click();
  await expect(page.getByRole('button', { name: 'Write it again' })).toBeHidden();
  expect(readFileSync(file, 'utf8')).toBe(text);

  chmodSync(file, 0o444);
  await page.getByRole('treeitem', { name: 'One' }).click();
  const title = page.getByRole('textbox', { name: 'Title' });
  await title.fill('Kept');
  await title.press('Enter');
  await expect(node(page, 'Kept')).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(page.getByText(/is read-only/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save as…' })).toBeVisible();
  await expect(page.getByText('Draft stored')).toBeVisible();
  await expectNoFindings(page, 'a file that may not be written', banner);
  expect(readFileSync(file, 'utf8')).toBe(text);
  await studio.kill();

  const again = await openStudio(profile);
  await expect(again.page.getByRole('button', { name: 'Compare…' })).toBeVisible();
  await expectNoFindings(again.page, 'what a crash left', banner);
  await again.page.getByRole('button', { name: 'Compare…' }).click();
  const dialog = again.page.getByRole('dialog', { name: 'Recovered changes' });
  await expect(dialog.getByRole('list')).toContainText('Kept');
  await expectNoFindings(again.page, 'what a crash left, compared', '[role="dialog"]');
  await dialog.getByRole('button', { name: 'Keep them' }).click();
  await expect(again.page.getByRole('button', { name: 'Compare…' })).toBeHidden();
  await expect(node(again.page, 'Kept')).toBeVisible();
  await again.close();
  await removeProfile(profile);
});

test('a disk without room keeps the file whole and the edits, also over a crash, until they are saved', async () => {
  test.skip(noSmallDisk !== undefined, noSmallDisk);
  const profile = await createProfile();
  const disk = createSmallDisk(join(profile, 'disk'), 64);
  try {
    const file = join(disk.path, 'shared.stepwell.yaml');
    writeFileSync(file, text);
    const ballast = join(disk.path, 'ballast');
    // Some systems count in larger pages: whatever is left is taken.
    expect(() => writeFileSync(ballast, Buffer.alloc(1_000_000))).toThrow(/ENOSPC/);

    const studio = await openStudio(profile, [file]);
    const { page } = studio;
    await page.getByRole('treeitem', { name: 'One' }).click();
    const title = page.getByRole('textbox', { name: 'Title' });
    await title.fill('Kept');
    await title.press('Enter');
    await expect(node(page, 'Kept')).toBeVisible();
    await page.keyboard.press('Control+s');
    await expect(page.getByText(/There is no room on the disk for .*shared/).first()).toBeVisible();
    await expect(page.getByText('Draft stored')).toBeVisible();
    expect(readFileSync(file, 'utf8')).toBe(text);
    await studio.kill();

    const again = await openStudio(profile);
    await again.page.getByRole('button', { name: 'Keep', exact: true }).click();
    await again.page.keyboard.press('Control+s');
    const retry = again.page.getByRole('button', { name: 'Save again' });
    await expect(retry).toBeVisible();
    unlinkSync(ballast);
    await retry.click();
    await expect(again.page.getByText('Saved', { exact: true })).toBeVisible();
    await expect(retry).toBeHidden();
    expect(readFileSync(file, 'utf8')).toBe(text.replace('title: One', 'title: Kept'));
    // Nothing half-written is left beside it.
    expect(readdirSync(disk.path)).toEqual(['shared.stepwell.yaml']);
    await again.close();
  } finally {
    disk.remove();
    await removeProfile(profile);
  }
});
