import { runProof } from './run-proof.mjs';

// The proofs that are quick with few trials. Those that preload a library work on Linux only.
const proofs = [
  { name: 'kill9', n: 30 },
  { name: 'log', n: 40 },
  // The same graphs every time: new ones are looked for on purpose, not while something else is tested.
  { name: 'simulation', n: 2_000, seed: 1 },
  { name: 'damaged', n: 40 },
  { name: 'powerloss', n: 10, linux: true },
  { name: 'faults', n: 20, linux: true },
  { name: 'migrations', n: 3, linux: true },
];

/** Runs them one after the other; gives how many failed. */
export async function runSmallProofs() {
  let failed = 0;
  for (const { name, n, seed, linux } of proofs) {
    if (linux && process.platform !== 'linux') continue;
    const chosen = seed === undefined ? [] : ['--seed', String(seed)];
    if ((await runProof(name, ['--n', String(n), ...chosen])) !== 0) failed += 1;
  }
  return failed;
}
