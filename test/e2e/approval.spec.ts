import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { findings } from '../helpers/axe';
import { stepwell } from '../helpers/command-line';
import { node, runStatus } from '../helpers/canvas';
import { createProfile, openStudio, removeProfile, type Studio } from '../helpers/studio';

const workflow = `stepwell: 1
name: Refund
steps:
  start: { kind: manual-start }
  ask:
    kind: approval
    title: Ask
    with:
      title: Refund order 17?
      message: The parcel came back.
      form:
        type: object
        required: [amount]
        properties:
          amount: { type: number, title: Amount, minimum: 1, maximum: 50 }
  pay:
    kind: transform
    title: Pay
    with: { value: '{{ steps.ask.data.amount * 2 }}' }
  refuse: { kind: log, title: Refuse, with: { message: 'No refund' } }
edges:
  - start -> ask
  - ask.approved -> pay
  - ask.rejected -> refuse
`;

// One story: a run asks a person, the app is closed, and the answer is given the next day.
test.describe.serial('an approval', () => {
  let profile: string;
  let studio: Studio;

  test.beforeAll(async () => {
    profile = await createProfile();
    const file = join(profile, 'refund.stepwell.yaml');
    await writeFile(file, workflow);
    studio = await openStudio(profile, [file]);
  });

  test.afterAll(async () => {
    await studio.close();
    await removeProfile(profile);
  });

  test('waits, and says so on the canvas, in the bar and in the inbox', async () => {
    const { page } = studio;
    await expect(node(page, 'Ask')).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await expect(runStatus(page)).toContainText('Waiting for approval: Refund order 17?');
    await expect(node(page, 'Ask')).toHaveAccessibleName(/waiting for approval/);
    await expect(page.getByRole('button', { name: 'Inbox: 1 waiting for you' })).toBeVisible();
    await expect(page.getByText('This run waits for approval')).toBeVisible();
  });

  test('is answered with the keyboard after the app was closed', async () => {
    await studio.close();
    studio = await openStudio(profile);
    const { page } = studio;
    await expect(page.getByRole('button', { name: 'Inbox: 1 waiting for you' })).toBeVisible();
    await page.keyboard.press('Control+Shift+A');
    const inbox = page.getByRole('dialog', { name: 'Inbox' });
    await expect(inbox.getByRole('heading', { name: 'Refund order 17?' })).toBeVisible();

    expect(await findings(page)).toEqual([]);

    // What does not fit the form is said before anything is sent.
    const amount = inbox.getByRole('textbox', { name: 'Amount' });
    await amount.focus();
    await page.keyboard.type('80');
    await page.keyboard.press('Control+Enter');
    await expect(inbox.getByText('At most 50.')).toBeVisible();

    await page.keyboard.press('Control+a');
    await page.keyboard.type('20');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Fair enough');
    await page.keyboard.press('Control+Enter');
    await expect(inbox.getByText('Nothing waits for you')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(runStatus(page)).toContainText('Completed');
    await expect(node(page, 'Pay')).toHaveAccessibleName(/succeeded/);
    await expect(node(page, 'Refuse')).toHaveAccessibleName(/skipped/);
  });

  test('keeps the answer in the run', async () => {
    const runs = await stepwell(['list', 'runs', '--json'], { profile });
    const shown = await stepwell(['show', JSON.parse(runs.out).id, '--json'], { profile });
    const output = (step: string) =>
      shown.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
        .find((event) => event.type === 'step.completed' && event.step === step)?.output.value;
    expect(output('ask')).toMatchObject({
      approved: true,
      data: { amount: 20 },
      comment: 'Fair enough',
    });
    expect(output('pay')).toBe(40);
  });
});
