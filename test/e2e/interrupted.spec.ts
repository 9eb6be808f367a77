import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { findings } from '../helpers/axe';
import { node, runStatus } from '../helpers/canvas';
import { type Loopback, openLoopback } from '../helpers/loopback';
import { createProfile, openStudio, removeProfile, type Studio } from '../helpers/studio';

// An order is being sent when the process is killed: nobody knows whether it arrived.
test.describe.serial('a step that was at work when the app was killed', () => {
  let profile: string;
  let studio: Studio;
  let shop: Loopback;
  let file: string;

  test.beforeAll(async () => {
    profile = await createProfile();
    // The shop takes the order and never answers.
    shop = await openLoopback(() => undefined);
    file = join(profile, 'order.stepwell.yaml');
    await writeFile(
      file,
      `stepwell: 1
name: Send an order
steps:
  start: { kind: manual-start }
  send:
    kind: http-request
    title: Send
    with: { method: POST, url: ${shop.url}/orders }
  tell: { kind: transform, title: Tell, with: { value: 'Order {{ steps.send.body.id }}' } }
edges:
  - start -> send
  - send -> tell
`,
    );
    studio = await openStudio(profile, [file]);
    await studio.page.getByRole('button', { name: 'Trust this workflow' }).click();
    await expect(studio.page.getByText('Restricted:')).toBeHidden();
  });

  test.afterAll(async () => {
    await studio.close();
    await shop.close();
    await removeProfile(profile);
  });

  test('asks a person after the restart, and is not sent again by itself', async () => {
    await studio.page.keyboard.press('Control+Enter');
    await expect.poll(() => shop.requests.length).toBe(1);
    await studio.kill();

    // Named again: which workflow was open may not have been kept before the kill.
    studio = await openStudio(profile, [file]);
    const { page } = studio;
    await expect(page.getByRole('button', { name: 'Inbox: 1 waiting for you' })).toBeVisible();
    await expect(runStatus(page)).toContainText('Waiting for a decision');
    await expect(node(page, 'Send')).toHaveAccessibleName(/needs a decision/);
    expect(shop.requests).toHaveLength(1);
  });

  test('goes on with the output that the person gives', async () => {
    const { page } = studio;
    await page.getByRole('button', { name: 'Decide…' }).click();
    const inbox = page.getByRole('dialog', { name: 'Inbox' });
    await expect(inbox.getByText('Idempotency key', { exact: true })).toBeVisible();
    await inbox.getByRole('radio', { name: /It has happened/ }).check();
    expect(await findings(page)).toEqual([]);
    await inbox
      .getByRole('textbox', { name: 'Output of the step' })
      .fill('{ "status": 201, "body": { "id": 17 } }');
    await page.keyboard.press('Control+Enter');
    await expect(inbox.getByText('Nothing waits for you')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(runStatus(page)).toContainText('Completed');
    await node(page, 'Tell').click();
    const details = page.getByRole('region', { name: 'Step details' });
    await details.getByRole('tab', { name: 'Data' }).click();
    await expect(details.getByText('Order 17').first()).toBeVisible();
    expect(shop.requests).toHaveLength(1);
  });
});
