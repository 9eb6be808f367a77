/** Waits until something is so; fails with what it was waiting for. */
export async function waitUntil(
  what: string,
  isSo: () => boolean | Promise<boolean>,
): Promise<void> {
  const giveUp = Date.now() + 15_000;
  while (!(await isSo())) {
    if (Date.now() > giveUp) throw new Error(`Waited in vain until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
