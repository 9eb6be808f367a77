import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export interface Look {
  /** Only these rules. */
  readonly rules?: readonly string[];
  /** Only this part of the page. */
  readonly within?: string;
}

interface Violation {
  readonly id: string;
  readonly impact?: string | null;
  readonly nodes: readonly { readonly target: readonly unknown[] }[];
}

interface Axe {
  run(context: unknown, options: object): Promise<{ readonly violations: Violation[] }>;
}

const themes = ['light', 'dark', 'contrast'];

/** Expects nothing serious in what is on screen, or in a part of it: in all, and its colours in every theme. */
export async function expectNoFindings(page: Page, what: string, within?: string): Promise<void> {
  const html = page.locator('html');
  const before = await html.getAttribute('data-theme');
  for (const theme of themes) {
    await html.evaluate((element, name) => element.setAttribute('data-theme', name), theme);
    await settled(page);
    const options = {
      ...(theme !== themes[0] && { rules: ['color-contrast'] }),
      ...(within !== undefined && { within }),
    };
    expect(await findings(page, options), `${what}, ${theme}`).toEqual([]);
  }
  await html.evaluate((element, name) => element.setAttribute('data-theme', name ?? ''), before);
}

/** Colours in between, of what fades in or changes its theme, are nobody's. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const { document } = globalThis as unknown as {
      document: { getAnimations(): { playState: string; effect: TimedEffect | null }[] };
    };
    interface TimedEffect {
      getComputedTiming(): { readonly endTime?: unknown };
    }
    return document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== 'running' || effect?.getComputedTiming().endTime === Infinity,
      );
  });
}

/** Serious and critical findings, of all rules or some, as `rule: what it concerns`. */
export async function findings(page: Page, { rules, within }: Look = {}): Promise<string[]> {
  await inject(page);
  const violations = await page.evaluate(
    async ({ part, options }) => {
      const { axe, document } = globalThis as unknown as { axe: Axe; document: unknown };
      return (await axe.run(part ?? document, options)).violations;
    },
    {
      part: within,
      options: {
        // Only what fails is worked out in full.
        resultTypes: ['violations'],
        ...(rules && { runOnly: { type: 'rule', values: rules } }),
      },
    },
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

/** Brings axe into the page, once: it is large, and a page is looked at many times. */
async function inject(page: Page): Promise<void> {
  if (await page.evaluate(() => 'axe' in globalThis)) return;
  // Legacy mode needs no second page, which an Electron window does not give.
  await new AxeBuilder({ page }).setLegacyMode().withRules(['html-has-lang']).analyze();
}
