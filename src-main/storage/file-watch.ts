import { statSync } from 'node:fs';

/**
 * Answers whether the file behind an open database was moved or deleted. The system would go on
 * taking writes to a file that no longer has a name, and all of them would be lost.
 */
export function createFileWatch(
  file: string,
  interval = 500,
  opened = statSync(file).ino,
): () => boolean {
  let checkedAt = performance.now();
  let gone = false;
  return () => {
    const now = performance.now();
    // A look costs a few microseconds, a commit a few hundred; not every commit needs one.
    if (now - checkedAt < interval && !gone) return false;
    checkedAt = now;
    gone = statSync(file, { throwIfNoEntry: false })?.ino !== opened;
    return gone;
  };
}
