import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type FileLock, lockFile } from './file-lock';
import { fileCode } from './storage-errors';

// Who owns a run. Every process that opens a profile is an owner with a locked file of its own;
// a run belongs to the owner that started it. When a file is no longer locked its process is
// gone, and only then may somebody else close the runs it left behind.

export interface Owner {
  readonly id: string;
  release(): void;
}

const suffix = '.lock';
const deadSuffix = '.dead';

export function claimOwner(profile: string): Owner {
  const folder = ownersFolder(profile);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const id = `${process.pid}-${randomBytes(6).toString('hex')}`;
  const file = join(folder, id + suffix);
  const lock = lockFile(file, 0);
  if (!lock) throw new Error(`The new lock file ${file} is locked already.`);
  const release = () => {
    held.delete(release);
    lock.release();
    rmSync(file, { force: true });
  };
  if (held.size === 0) process.once('exit', releaseAll);
  held.add(release);
  return { id, release };
}

/** Owners of this process. One that ends in order without closing its store did not die. */
const held = new Set<() => void>();

function releaseAll(): void {
  for (const release of held) release();
}

/** Owners that left a lock file behind without holding it: processes that died. */
export function deadOwners(profile: string): string[] {
  return [...idsOf(profile, deadSuffix), ...diedSinceLastOpening(profile)];
}

/** Those of them that nobody has noted yet: the file was not opened and checked since they died. */
export function diedSinceLastOpening(profile: string): string[] {
  return idsOf(profile, suffix).filter((id) => !isOwnerAlive(profile, id));
}

/** Notes that the file was opened after these died; their runs may still wait to be taken over. */
export function noteDeaths(profile: string, ids: readonly string[]): void {
  const folder = ownersFolder(profile);
  for (const id of ids) {
    try {
      renameSync(join(folder, id + suffix), join(folder, id + deadSuffix));
    } catch (error) {
      // Another process took its runs over just now, and forgot it.
      if (fileCode(error) !== 'ENOENT') throw error;
    }
  }
}

function idsOf(profile: string, end: string): string[] {
  const folder = ownersFolder(profile);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(end))
    .map((name) => name.slice(0, -end.length));
}

export function isOwnerAlive(profile: string, id: string): boolean {
  const file = join(ownersFolder(profile), id + suffix);
  if (!existsSync(file)) return false;
  const lock: FileLock | undefined = lockFile(file, 0);
  lock?.release();
  return lock === undefined;
}

/** Forgets a dead owner once its runs are closed. */
export function forgetOwner(profile: string, id: string): void {
  for (const end of [suffix, deadSuffix]) {
    rmSync(join(ownersFolder(profile), id + end), { force: true });
  }
}

/** Whether somebody had the profile open before. */
export function wasUsed(profile: string): boolean {
  return existsSync(ownersFolder(profile));
}

function ownersFolder(profile: string): string {
  return join(profile, 'owners');
}
