// `npm run verify:<name> [-- --n 100 --seed 1 --broken what]`: a proof of a promise, on Electron's
// own Node. docs/proofs.md says what each one shows.
import { fail } from './log.mjs';
import { proofExists, runProof } from './run-proof.mjs';
import { setUp } from './set-up.mjs';

const [name = '', ...options] = process.argv.slice(2);
if (!proofExists(name)) fail(`There is no proof “${name}”. See docs/proofs.md.`);
await setUp();
process.exitCode = await runProof(name, options);
