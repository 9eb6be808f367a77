import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { sourceLimits } from '@shared/workflow/source/limits';
import {
  fileError,
  notRegular,
  pathDenied,
  readOnlyFile,
  toFileError,
  tooLarge,
} from './file-errors';
import { decodeFile, encodeLike } from './workflow-text';

// Reading and writing workflow files: never hangs on a pipe, never reads a giant, never leaves a
// half-written file.

const sizeLimit = sourceLimits.textLength;

/** Refuses what is no ordinary path, and answers the file that it really names. */
export async function resolveFile(path: string): Promise<string> {
  assertOrdinaryPath(path);
  try {
    return await realpath(path);
  } catch (error) {
    throw toFileError(error, path, 'read');
  }
}

export async function readWorkflowFile(path: string): Promise<string> {
  return decodeFile(await readPlainFile(path), path);
}

/** The bytes of an ordinary file of a bearable size. */
export async function readPlainFile(path: string, limit = sizeLimit): Promise<Buffer> {
  assertOrdinaryPath(path);
  try {
    const stats = await stat(path);
    if (!stats.isFile()) throw notRegular(path);
    if (stats.size > limit) throw tooLarge(path, stats.size, limit);
    // NONBLOCK: should a pipe have taken the file's place meanwhile, opening it does not wait.
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      return await readAll(handle, path, limit);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw toFileError(error, path, 'read');
  }
}

/** Replaces the file as a whole: a crash leaves the old text or the new, nothing in between. */
export async function writeWorkflowFile(path: string, text: string): Promise<void> {
  await replaceFile(path, (beginning) => encodeLike(beginning, text));
}

/** The same for any bytes; `bytesFor` gets what the file began with. */
export async function replaceFile(
  path: string,
  bytesFor: (beginning: Uint8Array) => Uint8Array,
): Promise<void> {
  assertOrdinaryPath(path);
  try {
    // Saving through a link changes the file it leads to, not the link.
    const target = await realpath(path).catch((error: unknown) => {
      if (isMissing(error)) return path;
      throw error;
    });
    const before = await stat(target).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
    if (before && !before.isFile()) throw notRegular(path);
    // Replacing a file needs no right to write it, only its folder: its own say counts all the same.
    if (before && (before.mode & 0o222) === 0) throw readOnlyFile(path);
    const bytes = bytesFor(before ? await readBeginning(target) : new Uint8Array());
    const partial = join(dirname(target), `.${partialName(target)}`);
    try {
      const handle = await open(partial, 'wx', before ? before.mode & 0o777 : 0o666);
      try {
        if (before) await handle.chmod(before.mode & 0o777);
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(partial, target);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
    await flushFolder(dirname(target));
  } catch (error) {
    throw toFileError(error, path, 'written');
  }
}

function assertOrdinaryPath(path: string): void {
  if (path.includes('\0')) throw pathDenied(path, 'its name holds a zero character');
  if (/^[a-z][a-z0-9+.-]+:/i.test(path)) throw pathDenied(path, 'it is an address, not a path');
  if (path.startsWith('\\\\') || path.startsWith('//')) {
    throw pathDenied(path, 'it is on another machine');
  }
  if (!isAbsolute(path)) throw pathDenied(path, 'it does not say which folder it is in');
  if (/^\/(proc|dev|sys)(\/|$)/.test(path)) throw pathDenied(path, 'it is part of the system');
}

async function readAll(handle: FileHandle, path: string, limit: number): Promise<Buffer> {
  const before = await handle.stat();
  if (!before.isFile()) throw notRegular(path);
  // One byte more than there should be tells whether the file grew.
  const buffer = Buffer.alloc(Math.min(before.size, limit) + 1);
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  const after = await handle.stat();
  if (length !== before.size || after.mtimeMs !== before.mtimeMs) {
    throw fileError(
      'FILE_CHANGED',
      path,
      'changed while it was being read',
      'Wait until the other program is done, then try again.',
    );
  }
  return buffer.subarray(0, length);
}

async function readBeginning(path: string): Promise<Uint8Array> {
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(3), 0, 3, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Short enough that the longest legal name still leaves room for it. */
function partialName(target: string): string {
  return `${basename(target).slice(0, 40)}.${randomBytes(6).toString('hex')}.partial`;
}

/** Makes the rename itself durable. Windows has no such thing and refuses to open a folder. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
