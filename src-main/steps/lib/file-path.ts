import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { finalError } from '../../engine/step-error';
import type { StepContext } from '../../engine/types';

/** The file that a path in a setting means: absolute, from the home folder, or beside the workflow. */
export function resolveFilePath(context: StepContext, baseFolder: string, path: string): string {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) {
    throw finalError({
      code: 'FILE_PATH',
      kind: 'user',
      message: `"${path}" is an address, not the path of a file`,
      hint: 'Use an HTTP request step to read from the web, or write a path such as data/orders.csv.',
    });
  }
  if (isAbsolute(path)) return path;
  if (path === '~' || path.startsWith('~/')) return join(homedir(), path.slice(1));
  return resolve(context.run.folder ?? baseFolder, path);
}
