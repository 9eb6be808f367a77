import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const electronFolder = join(root, 'node_modules', 'electron');
export const electronBinary = join(
  electronFolder,
  'dist',
  process.platform === 'win32'
    ? 'electron.exe'
    : process.platform === 'darwin'
      ? 'Electron.app/Contents/MacOS/Electron'
      : 'electron',
);
/** Stamps of finished set-up work; thrown away with node_modules. */
export const stampFolder = join(root, 'node_modules', '.stepwell');
