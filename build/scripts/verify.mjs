// `npm run verify:<name> [-- --n 100 --seed 1 --broken what]`: a proof of a promise, on Electron's
// own Node. docs/proofs.md says what each one shows.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { electronNode } from './electron-node.mjs';
import { ensureBuild } from './ensure-build.mjs';
import { fail } from './log.mjs';
import { root } from './paths.mjs';
import { setUp } from './set-up.mjs';

const [name = '', ...options] = process.argv.slice(2);
const folder = `test/proofs/${name}`;
if (!/^[a-z0-9-]+$/.test(name) || !existsSync(join(root, folder, 'proof.ts'))) {
  fail(`There is no proof “${name}”. See docs/proofs.md.`);
}
await setUp();
const { bundleScript } = await import('./bundle-script.mjs');
const proof = await bundleScript(`${folder}/proof.ts`, `proof-${name}`);
// The program that is killed, starved or lied to; bundled, so that it starts quickly.
const child = existsSync(join(root, folder, 'child.ts'))
  ? await bundleScript(`${folder}/child.ts`, `proof-${name}-child`)
  : undefined;
// A program for Electron with windows, which needs what the app's build makes.
const hasApp = existsSync(join(root, folder, 'app.ts'));
if (hasApp) await ensureBuild();
const app = hasApp ? await bundleScript(`${folder}/app.ts`, `proof-${name}-app`) : undefined;
process.exitCode = await electronNode([proof, ...options], {
  NODE_NO_WARNINGS: '1',
  ...(child !== undefined && { STEPWELL_PROOF_CHILD: child }),
  ...(app !== undefined && { STEPWELL_PROOF_APP: app }),
});
