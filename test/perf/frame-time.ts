import type { Page } from 'playwright';

/** Milliseconds that 95 of 100 frames keep. */
export function frameTime(page: Page, frames: number): Promise<number> {
  return page.evaluate<number>(
    `(async () => {
      const times = [];
      let last = await new Promise(requestAnimationFrame);
      while (times.length < ${frames}) {
        const now = await new Promise(requestAnimationFrame);
        times.push(now - last);
        last = now;
      }
      times.sort((a, b) => a - b);
      return times[Math.floor(times.length * 0.95)];
    })()`,
  );
}
