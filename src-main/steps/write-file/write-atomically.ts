import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { notRegularError } from '../lib/file-errors';

/**
 * Replaces a file in one go: what is new is written beside it, flushed, and put in its place. A
 * failure leaves the old file as it was and nothing beside it.
 */
export async function writeAtomically(
  path: string,
  write: (handle: FileHandle) => Promise<void>,
): Promise<void> {
  const { target, mode } = await existing(path);
  const temporary = join(dirname(target), `.${basename(target).slice(0, 200)}.${randomUUID()}.tmp`);
  const handle = await open(temporary, 'wx', mode);
  try {
    try {
      await write(handle);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Through a link, so that the link stays a link; with the permissions the file had. */
async function existing(path: string): Promise<{ target: string; mode: number }> {
  try {
    const target = await realpath(path);
    const stats = await stat(target);
    if (!stats.isFile()) throw notRegularError(path);
    return { target, mode: stats.mode & 0o777 };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return { target: path, mode: 0o666 };
    }
    throw error;
  }
}
