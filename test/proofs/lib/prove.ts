// What every proof has in common: its options, its one line, and its exit code.

export interface ProofOptions {
  /** How many trials. */
  readonly n: number;
  readonly seed: number;
  /** A promise to break on purpose: the proof must then fail. */
  readonly broken: string | undefined;
  /** Any other `--name value`. */
  option(name: string): string | undefined;
  /** 0 ≤ x < 1; the same for the same seed. */
  readonly random: () => number;
  /** Says how far it is, on a terminal. */
  progress(done: number): void;
}

export interface ProofReport {
  /** What was counted, in the order in which it is told. */
  readonly figures: Readonly<Record<string, string | number>>;
  /** Each promise that was broken, in words; none: the proof holds. */
  readonly violations: readonly string[];
}

export interface Proof {
  readonly name: string;
  readonly n: number;
  /** Names for `--broken`. */
  readonly broken?: readonly string[];
  run(options: ProofOptions): Promise<ProofReport>;
}

/** Runs a proof with the options of the command line, prints its line, sets the exit code. */
export async function prove(proof: Proof): Promise<void> {
  const given = readOptions(process.argv.slice(2));
  const broken = given.get('broken');
  if (broken !== undefined && !proof.broken?.includes(broken)) {
    throw new Error(`--broken is one of: ${proof.broken?.join(', ') ?? 'nothing here'}`);
  }
  const n = Number(given.get('n') ?? proof.n);
  const seed = Number(given.get('seed') ?? Date.now() % 1_000_000);
  const start = performance.now();
  const { figures, violations } = await proof.run({
    n,
    seed,
    broken,
    option: (name) => given.get(name),
    random: randomOf(seed),
    progress(done) {
      if (process.stderr.isTTY) process.stderr.write(`\r${proof.name} ${done}/${n} `);
    },
  });
  if (process.stderr.isTTY) process.stderr.write('\r');
  for (const violation of violations.slice(0, 20)) process.stderr.write(`  ${violation}\n`);
  if (violations.length > 20) process.stderr.write(`  … ${violations.length - 20} more\n`);
  const told = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const verdict = violations.length === 0 ? 'holds' : 'BROKEN';
  process.stdout.write(
    `verify:${proof.name} ${verdict}: ${told.join(', ')} (n ${n}, seed ${seed}, ${seconds} s)\n`,
  );
  process.exitCode = violations.length === 0 ? 0 : 1;
}

function readOptions(words: readonly string[]): Map<string, string> {
  const options = new Map<string, string>();
  for (let index = 0; index < words.length; index += 1) {
    const name = /^--([a-z0-9-]+)$/.exec(words[index] ?? '')?.[1];
    if (name === undefined) {
      throw new Error(`Options are such as --n 100 or --paused; “${words[index] ?? ''}” is none.`);
    }
    const value = words[index + 1];
    // One without a value is only said to be there.
    const isAlone = value === undefined || value.startsWith('--');
    options.set(name, isAlone ? 'yes' : value);
    if (!isAlone) index += 1;
  }
  return options;
}

/** Mulberry32: small, quick, and the same everywhere. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
