import type { AttemptFacts, BodyFacts } from '@shared/debug/attempts';
import type { DiffRow, Divergence } from '@shared/debug/run-diff';
import { formatDuration } from '../../../ui/format-duration';

const ends: Readonly<Record<AttemptFacts['end'] | BodyFacts['outcome'], string>> = {
  open: 'at work',
  completed: 'completed',
  failed: 'failed',
  retried: 'failed, tried again',
  skipped: 'skipped',
  cancelled: 'called off',
  interrupted: 'interrupted',
  left: 'left early',
};

/** How it went in one of the runs. */
export function endWords(facts: AttemptFacts | BodyFacts | null): string {
  if (facts === null) return 'not there';
  if (facts.type === 'body') return ends[facts.outcome];
  const took = facts.duration === undefined ? '' : `, ${formatDuration(facts.duration)}`;
  return `${ends[facts.end]}${took}`;
}

const differences: Readonly<Record<Divergence, string>> = {
  'only left': 'only in this run',
  'only right': 'only in the other run',
  input: 'input',
  output: 'output',
  outcome: 'how it ended',
  error: 'error',
  ports: 'way taken',
  variables: 'variables set',
  values: 'values of the iteration',
};

export function divergenceWords({ divergences }: DiffRow): string {
  return divergences.map((one) => differences[one]).join(', ');
}
