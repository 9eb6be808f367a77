// Other systems that `npm run bench -- --peer <name>` measures beside ours. They are installed into
// a folder that git ignores, by exact version, and are no part of the project.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { runCommand } from './run-command.mjs';

const peers = {
  'node-red': { 'node-red': '5.0.7' },
  restate: { '@restatedev/restate-server': '1.7.12', '@restatedev/restate-sdk': '1.17.2' },
};

export const peerNames = Object.keys(peers);

/** Installs a peer when it is not there yet; gives its folder. */
export async function installPeer(name) {
  const packages = peers[name];
  if (!packages) {
    throw new Error(`There is no peer "${name}". Known: ${peerNames.join(', ')}.`);
  }
  const folder = join(root, '.stepwell-bench', 'peers', name);
  const [first] = Object.keys(packages);
  if (existsSync(join(folder, 'node_modules', first, 'package.json'))) return folder;
  mkdirSync(folder, { recursive: true });
  const manifest = { name: `peer-${name}`, private: true, dependencies: packages };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  console.error(`Installing ${name} to measure beside it …`);
  const code = await runCommand('npm', ['install', '--ignore-scripts', '--no-audit'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (code !== 0) throw new Error(`npm could not install ${name} into ${folder}.`);
  return folder;
}
