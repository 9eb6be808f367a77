import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { runStatus } from '../helpers/canvas';
import { createProfile, openStudio, removeProfile } from '../helpers/studio';

// What steps give is looked at as what it is: a page that can do nothing, a picture, bytes, a schema.

const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const page1 =
  '<!doctype html><title>x</title><p id="said">Harmless</p><script>document.getElementById("said").textContent = "ran"; parent.document.title = "taken"</script><img src="https://example.com/a.png">';

const workflow = `stepwell: 1
name: Contents
steps:
  start: { kind: manual-start, title: Start }
  page:
    kind: transform
    title: Page
    with: { value: ${JSON.stringify(page1)} }
  picture:
    kind: transform
    title: Picture
    with: { value: "data:image/png;base64,${picture}" }
  large:
    kind: transform
    title: Large
    with:
      value: "{{ { note: 'x'.repeat(70000), items: [1, 2] } }}"
edges:
  - start -> page
  - page -> picture
  - picture -> large
`;

test('pages, pictures, bytes and large values have views of their own', async () => {
  const profile = await createProfile();
  const file = join(profile, 'contents.stepwell.yaml');
  writeFileSync(file, workflow);
  const studio = await openStudio(profile, [file]);
  const { page } = studio;
  await expect(page.getByRole('treeitem', { name: 'Page' })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(runStatus(page)).toContainText('Completed');
  await page.getByRole('treeitem', { name: 'Page' }).click();
  const output = page.getByRole('region', { name: 'Output' });
  await expect(output.getByText('text/html')).toBeVisible();
  const shown = page.frameLocator('iframe[title="Output as a page"]');
  await expect(shown.getByText('Harmless')).toBeVisible();
  await expect(page).not.toHaveTitle(/taken/);

  await page.getByRole('treeitem', { name: 'Picture' }).click();
  await expect(output.getByText('image/png, 1 × 1')).toBeVisible();
  await output.getByRole('button', { name: 'Bytes' }).click();
  await expect(output.getByRole('list', { name: 'Output in hexadecimal' })).toContainText(
    '89 50 4e 47',
  );
  const saved = join(profile, 'saved.png');
  await studio.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, saved);
  await output.getByRole('button', { name: 'Save output as a file' }).click();
  await expect(page.getByText(saved).first()).toBeVisible();
  expect(readFileSync(saved).toString('base64')).toBe(picture);

  await page.getByRole('treeitem', { name: 'Large' }).click();
  await output.getByRole('button', { name: 'Schema' }).click();
  await expect(output.getByText(/items: number\[\]/)).toBeVisible();
  await studio.close();
  await removeProfile(profile);
});
