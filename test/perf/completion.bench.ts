import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { launchApp } from './launch-app';
import { type AreaResult, median } from './measure';

// From the key to the list on the screen, in the built studio, at the end of a chain of 200 steps.

/** Completion has to come within this, in milliseconds. */
const budget = 150;
const steps = 200;
const rounds = 10;
/** Between two keys: the checks that a pause begins are over by then. */
const pause = 700;
/** What the list has to show. */
const wanted = 'total';

const text = [
  'stepwell: 1',
  'name: Long',
  'input: { type: object, required: [orders], properties: { orders: { type: array, items: { type: object, required: [id, total], properties: { id: { type: string }, total: { type: number } } } } } }',
  'steps:',
  '  start: { kind: manual-start }',
  ...Array.from({ length: steps }, (_, at) => {
    const before = at === 0 ? 'input.orders' : `steps.s${at - 1}.rows`;
    return `  s${at}: { kind: transform, with: { value: { rows: "{{ ${before}.filter(row => row.total > ${at}) }}", count${at}: "{{ ${before}.length }}" } } }`;
  }),
  '  last:',
  '    kind: code',
  '    title: Last',
  '    with:',
  '      language: typescript',
  '      effects: pure',
  '      code: |',
  `        const row = steps.s${steps - 1}.rows[0];`,
  '        return row;',
  '  tell:',
  '    kind: log',
  '    title: Tell',
  '    with:',
  `      message: "{{ steps.s${steps - 1}.rows[0] }}"`,
  'edges:',
  ...Array.from({ length: steps }, (_, at) => `  - ${at === 0 ? 'start' : `s${at - 1}`} -> s${at}`),
  `  - s${steps - 1} -> last`,
  '  - last -> tell',
  '',
].join('\n');

export async function completionArea(): Promise<AreaResult> {
  const profile = mkdtempSync(join(tmpdir(), 'stepwell-bench-'));
  const file = join(profile, 'long.stepwell.yaml');
  writeFileSync(file, text);
  const studio = await launchApp(profile, undefined, [file]);
  try {
    const page = await studio.firstWindow();
    await studio.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
    await page.getByRole('treeitem', { name: /^Last/ }).first().waitFor();
    const places = [
      { at: 'code in the source', go: () => goInSource(page, 'return row;', 1) },
      { at: '{{ }} in the source', go: () => goInSource(page, '.rows[0] }}"', 4) },
      { at: '{{ }} in a field', go: () => goInField(page, 'Tell', /^Message/, ['End'], 3) },
      {
        at: 'code in its editor',
        go: () => goInField(page, 'Last', /^Code/, ['ControlOrMeta+Home', 'ArrowDown', 'End'], 1),
      },
    ];
    const first: { at: string; value: number }[] = [];
    const later: { at: string; value: number }[] = [];
    for (const { at, go } of places) {
      await go();
      await page.waitForTimeout(pause * 3);
      first.push({ at, value: await keyToList(page) });
      const values: number[] = [];
      for (let round = 0; round < rounds; round += 1) values.push(await keyToList(page));
      later.push({ at, value: median(values) });
    }
    const area = `key to list at ${steps} steps (within ${budget} ms)`;
    return {
      rows: [],
      growth: [
        { area: `${area}, the first key`, unit: 'ms', points: first },
        { area: `${area}, median of ${rounds}`, unit: 'ms', points: later },
      ],
    };
  } finally {
    await studio.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/**
 * In the window: milliseconds from the next key to the frame in which the wanted row can be seen. Monaco
 * marks its list as visible a tenth of a second after it is, so the row itself is looked for.
 */
const untilListed = `new Promise((done) => {
  let began = 0;
  addEventListener('keydown', () => (began = performance.now()), { capture: true, once: true });
  const look = () => {
    const rows = [...document.querySelectorAll('.suggest-widget .monaco-list-row')];
    const row = rows.find((each) => each.textContent.includes('${wanted}'));
    const box = row?.getBoundingClientRect();
    const top = box && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (began > 0 && top && row.contains(top)) done(performance.now() - began);
    else requestAnimationFrame(look);
  };
  look();
})`;

/** Types a dot, sees the list come, and takes both back. */
async function keyToList(page: Page): Promise<number> {
  await page.evaluate(`globalThis.listed = ${untilListed}; undefined`);
  await page.keyboard.type('.');
  const took = await page.evaluate<number>('globalThis.listed');
  await page.waitForSelector('.suggest-widget.visible');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Backspace');
  await page.waitForSelector('.suggest-widget.visible', { state: 'detached' });
  await page.waitForTimeout(pause);
  return took;
}

/** Puts the caret so many characters before the end of the line with a text. */
async function goInSource(page: Page, mark: string, back: number): Promise<void> {
  const source = page.locator('[data-source] .monaco-editor').first();
  if (!(await source.isVisible())) await page.keyboard.press('Alt+3');
  await source.click();
  await page.keyboard.press('Control+g');
  const line = page.locator('.quick-input-widget input').first();
  await line.fill(String(text.split('\n').findIndex((each) => each.includes(mark)) + 1));
  await line.press('Enter');
  await press(page, ['End', ...Array<string>(back).fill('ArrowLeft')]);
}

async function goInField(
  page: Page,
  step: string,
  name: RegExp,
  keys: readonly string[],
  back: number,
): Promise<void> {
  if (await page.locator('[data-source] .monaco-editor').first().isVisible()) {
    await page.keyboard.press('Alt+1');
  }
  await page
    .getByRole('treeitem', { name: new RegExp(`^${step}`) })
    .first()
    .click();
  const field = page.getByRole('textbox', { name }).first();
  await page.locator('.monaco-editor', { has: field }).first().click();
  await press(page, [...keys, ...Array<string>(back).fill('ArrowLeft')]);
}

async function press(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}
