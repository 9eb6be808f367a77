import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The shipped `resources` folder: beside the packaged app, or in the checkout. */
export function resourcesFolder(packagedResources: string | undefined, root: string): string {
  const packaged = packagedResources && join(packagedResources, 'resources');
  return packaged && existsSync(packaged) ? packaged : join(root, 'resources');
}
