import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { electronNode } from './electron-node.mjs';
import { ensureBuild } from './ensure-build.mjs';
import { root } from './paths.mjs';

export function proofExists(name) {
  return /^[a-z0-9-]+$/.test(name) && existsSync(join(root, 'test/proofs', name, 'proof.ts'));
}

/** Bundles a proof with the programs it needs and runs it on Electron's Node; gives its exit code. */
export async function runProof(name, options) {
  const folder = `test/proofs/${name}`;
  const has = (file) => existsSync(join(root, folder, file));
  const { bundleScript } = await import('./bundle-script.mjs');
  const proof = await bundleScript(`${folder}/proof.ts`, `proof-${name}`);
  // The program that is killed, starved or lied to; bundled, so that it starts quickly.
  const child = has('child.ts')
    ? await bundleScript(`${folder}/child.ts`, `proof-${name}-child`)
    : undefined;
  // The thread that writes the history, as the app has it.
  const thread = await bundleScript('src-main/storage/thread/storage-thread.ts', 'storage-thread');
  // A program for Electron with windows, which needs what the app's build makes.
  if (has('app.ts')) await ensureBuild();
  const app = has('app.ts')
    ? await bundleScript(`${folder}/app.ts`, `proof-${name}-app`)
    : undefined;
  return electronNode([proof, ...options], {
    NODE_NO_WARNINGS: '1',
    STEPWELL_STORAGE_THREAD: thread,
    ...(child !== undefined && { STEPWELL_PROOF_CHILD: child }),
    ...(app !== undefined && { STEPWELL_PROOF_APP: app }),
  });
}
