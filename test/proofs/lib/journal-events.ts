import type { ContentHash, RunId } from '@shared/lib/ids';
import type { JsonValue } from '@shared/lib/json';
import type { RunEvent } from '@shared/runs/events';

// Logs as the engine writes them, for proofs that are about the journal alone.

export function proofRunId(number: number): RunId {
  return `run_${String(number).padStart(12, '0')}` as RunId;
}

/** The appends of one run: a few events each. Every fifth run has a large value, every tenth a list. */
export function appendsOfRun(number: number, hash: ContentHash): RunEvent[][] {
  const run = proofRunId(number);
  const output = { value: outputOf(number) };
  let seq = 0;
  const base = () => ({ run, seq: (seq += 1), time: 1_700_000_000_000 + seq });
  const appends: RunEvent[][] = [
    [
      {
        ...base(),
        type: 'run.created',
        workflow: { id: null, hash, name: 'Proof' },
        input: { value: { number } },
        startedBy: 'proof',
      },
      { ...base(), type: 'run.started', vars: {} },
    ],
  ];
  for (const step of ['fetch', 'change', 'store']) {
    const at = { step, path: [] };
    appends.push([
      { ...base(), type: 'step.queued', ...at },
      {
        ...base(),
        type: 'step.started',
        ...at,
        attempt: 1,
        key: `${run}/${step}`,
        input: { value: { number } },
      },
    ]);
    appends.push([
      { ...base(), type: 'step.logged', ...at, level: 'info', message: 'at work' },
      {
        ...base(),
        type: 'step.completed',
        ...at,
        attempt: 1,
        output,
        taken: ['out'],
        duration: 1,
      },
    ]);
  }
  appends.push([{ ...base(), type: 'run.completed', output }]);
  return appends;
}

function outputOf(number: number): JsonValue {
  if (number % 10 === 0) {
    return Array.from({ length: 1_500 }, (_item, index) => ({
      number,
      index,
      text: 'é'.repeat(30),
    }));
  }
  return number % 5 === 0 ? `${number} ${'x'.repeat(70_000)}` : { number };
}
