import { mkdir, open, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { formatOf } from '@shared/steps/lib/file-format';
import type { WriteFileConfig } from '@shared/steps/write-file/definition';
import type { StepContext, StepRunner } from '../../engine/types';
import { fileError, notRegularError } from '../lib/file-errors';
import { resolveFilePath } from '../lib/file-path';
import { nextTurn } from '../lib/in-slices';
import { plainJson } from '../lib/plain-json';
import type { StepHost } from '../step-host';
import { contentPieces } from './content-pieces';
import { writeAtomically } from './write-atomically';

export function createWriteFileRunner(
  host: Pick<StepHost, 'baseFolder'>,
): StepRunner<WriteFileConfig> {
  return async (context) => {
    const { config } = context;
    const path = resolveFilePath(context, host.baseFolder, config.path);
    const asked = { write: config.path, mode: config.mode, content: plainJson(config.content) };
    const written = await context.effect('file', asked, async () => {
      try {
        return await write(context, path);
      } catch (error) {
        throw fileError(error, path);
      }
    });
    return { output: { path, ...written } };
  };
}

async function write(
  { config, signal }: StepContext<WriteFileConfig>,
  path: string,
): Promise<{ bytes: number; rows: number | null }> {
  const size = await sizeOf(path);
  const isNew = config.mode !== 'append' || size === 0;
  const format = formatOf(config.format, config.path);
  // The content is checked before anything is touched.
  const { pieces, rows } = contentPieces(plainJson(config.content), format, config, isNew);
  if (config.createFolders) await mkdir(dirname(path), { recursive: true });
  let bytes = 0;
  const writePieces = async (handle: FileHandle) => {
    for (const piece of pieces) {
      signal.throwIfAborted();
      await handle.appendFile(piece);
      bytes += Buffer.byteLength(piece);
      await nextTurn();
    }
  };
  if (config.mode === 'overwrite') {
    await writeAtomically(path, writePieces);
  } else {
    const handle = await open(path, config.mode === 'append' ? 'a' : 'wx');
    try {
      await writePieces(handle);
      await handle.sync();
    } catch (error) {
      // What is new and only half there helps nobody; what was added to stays.
      if (config.mode === 'fail-if-exists') await rm(path, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
  }
  return { bytes, rows };
}

/** 0 when there is no file yet. Anything but an ordinary file is refused before it is opened. */
async function sizeOf(path: string): Promise<number> {
  try {
    const stats = await stat(path);
    if (!stats.isFile()) throw notRegularError(path);
    return stats.size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw error;
  }
}
