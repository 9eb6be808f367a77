import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { electronNode } from './electron-node.mjs';
import { fail, say } from './log.mjs';
import { root } from './paths.mjs';

const sources = [
  'src-main',
  'src-preload',
  'src-renderer',
  'src-shared',
  'electron.vite.config.ts',
  'package.json',
];

/** Builds the app into out/, unless no source has changed since the last build. */
export async function ensureBuild() {
  const newest = fingerprint();
  const stamp = join(root, 'out', '.sources');
  const built = join(root, 'out', 'main', 'index.js');
  if (existsSync(built) && existsSync(stamp) && readFileSync(stamp, 'utf8') === newest) return;
  say('Building …');
  const code = await electronNode(
    ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'],
    { NODE_OPTIONS: '--max-old-space-size=4096' },
  );
  if (code !== 0) fail('The build failed; the messages above say where.');
  writeFileSync(stamp, newest);
}

/** Changes whenever a source file is added, removed or written. */
function fingerprint() {
  const parts = [root];
  for (const name of sources) collect(join(root, name), parts);
  return parts.join('\n');
}

function collect(path, parts) {
  const stat = statSync(path);
  if (!stat.isDirectory()) {
    parts.push(`${path} ${stat.size} ${stat.mtimeMs}`);
    return;
  }
  for (const name of readdirSync(path).sort()) collect(join(path, name), parts);
}
