import type { Page } from 'playwright';

/** One call of the window to main, as the studio makes it. What runs in the page is text: there are no DOM types here. */
export async function invoke<Value>(page: Page, channel: string, input: unknown): Promise<Value> {
  const answer = await page.evaluate<{ ok: boolean; value: Value; error?: unknown }>(
    `bridge.invoke(${JSON.stringify(channel)}, ${JSON.stringify(input)})`,
  );
  if (!answer.ok) throw new Error(`${channel}: ${JSON.stringify(answer.error)}`);
  return answer.value;
}
