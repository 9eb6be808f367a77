import { type ChildProcess, spawn } from 'node:child_process';

/** The bundled child program of the proof that runs; build/scripts/verify.mjs makes it. */
const program = process.env['STEPWELL_PROOF_CHILD'];

export interface ProofChild {
  readonly process: ChildProcess;
  /** Resolves when the process is gone. */
  readonly ended: Promise<{ readonly signal: string | null; readonly code: number | null }>;
  /** What it wrote to its error output. */
  errors(): string;
  kill(): void;
}

/** Starts the child; `onLine` gets each whole line it writes. */
export function startChild(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  onLine: (line: string, child: ProofChild) => void,
): ProofChild {
  if (program === undefined) throw new Error('Start proofs with `npm run verify:<name>`.');
  const started = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_NO_WARNINGS: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  let rest = '';
  started.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const child: ProofChild = {
    process: started,
    errors: () => errors,
    kill: () => void started.kill('SIGKILL'),
    ended: new Promise((resolve) =>
      started.on('close', (code, signal) => resolve({ code, signal })),
    ),
  };
  started.stdout.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n');
    // A line that was cut off by the kill was not acknowledged.
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line, child);
  });
  return child;
}
