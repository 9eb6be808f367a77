import { lstatSync, renameSync } from 'node:fs';
import { timestamp } from './timestamp';

const companions = ['', '-wal', '-shm', '-journal'];

/**
 * Sets a damaged database aside under a new name, its companion files with it, so that nothing is
 * deleted and SQLite's own recovery tools still find all of it together. Returns the new name;
 * undefined when nothing was there.
 */
export function quarantine(file: string, now: number): string | undefined {
  if (!companions.some((companion) => exists(file + companion))) return undefined;
  const target = freeName(`${file}.corrupt-${timestamp(now)}`);
  for (const companion of companions) {
    if (exists(file + companion)) renameSync(file + companion, target + companion);
  }
  return target;
}

/** Sets aside companions of a database that are no files, which SQLite could not open past. */
export function quarantineOddCompanions(file: string, now: number): string[] {
  const moved: string[] = [];
  for (const companion of companions.slice(1)) {
    const stats = lstatSync(file + companion, { throwIfNoEntry: false });
    if (!stats || stats.isFile()) continue;
    const target = freeName(`${file}${companion}.corrupt-${timestamp(now)}`);
    renameSync(file + companion, target);
    moved.push(target);
  }
  return moved;
}

function freeName(name: string): string {
  if (!companions.some((companion) => exists(name + companion))) return name;
  for (let count = 2; ; count += 1) {
    const next = `${name}-${count}`;
    if (!companions.some((companion) => exists(next + companion))) return next;
  }
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
