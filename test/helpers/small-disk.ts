import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';

/** Why there can be no disk of its own here; undefined where there can. */
export const noSmallDisk: string | undefined =
  process.platform === 'linux' && process.getuid?.() === 0
    ? undefined
    : 'a disk of its own needs root on Linux';

export interface SmallDisk {
  readonly path: string;
  remove(): void;
}

/** A disk that holds so many kilobytes and no more, at `path`. */
export function createSmallDisk(path: string, kilobytes: number): SmallDisk {
  mkdirSync(path);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', path]);
  return {
    path,
    remove() {
      // Lazily: a watcher of the app may still look at it.
      execFileSync('umount', ['-l', path]);
      rmSync(path, { recursive: true });
    },
  };
}
