import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { fileError, notRegularError } from '../lib/file-errors';

/** Opens an ordinary file to read. A pipe or a device is refused instead of waited for. */
export async function openFile(path: string): Promise<{ handle: FileHandle; size: number }> {
  let handle: FileHandle | undefined;
  try {
    // Without O_NONBLOCK, opening a pipe that nobody writes to would never end.
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stats = await handle.stat();
    if (!stats.isFile()) throw stats.isDirectory() ? folderError(path) : notRegularError(path);
    return { handle, size: stats.size };
  } catch (error) {
    await handle?.close();
    throw fileError(error, path);
  }
}

function folderError(path: string): Error {
  return Object.assign(new Error('is a directory'), { code: 'EISDIR', syscall: 'open', path });
}
