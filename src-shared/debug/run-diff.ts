import type { RunStatus } from '../runs/events';
import { attemptsOf, type AttemptFacts, type BodyFacts } from './attempts';
import type { RunLog } from './run-log';
import { diffRecorded, type RecordedPair, sameRecorded, type ValueDiff } from './value-diff';

// Two runs beside each other: what was done in both, what only in one, and where they part first.

/** In which way something that both did differs. */
export type Divergence =
  | 'only left'
  | 'only right'
  | 'input'
  | 'output'
  | 'outcome'
  | 'error'
  | 'ports'
  | 'variables'
  | 'values';

export interface DiffRow {
  readonly id: string;
  readonly left: AttemptFacts | BodyFacts | null;
  readonly right: AttemptFacts | BodyFacts | null;
  readonly divergences: readonly Divergence[];
  /** Where in the order of the left run it first differs; of what it lacks, where it would be. */
  readonly at: number;
}

export interface RunDiff {
  /** Everything that was done in one of them, in the order of the left run. */
  readonly rows: readonly DiffRow[];
  /** Of the rows, those that differ, the earliest first. */
  readonly different: readonly DiffRow[];
  /** Where they part; null when nothing differs. */
  readonly first: DiffRow | null;
  /** Events at the beginning that are the same, as with a fork and its origin. */
  readonly shared: number;
  /** The runs themselves. */
  readonly input: ValueDiff;
  readonly output: ValueDiff;
  readonly status: readonly [RunStatus | null, RunStatus | null];
}

export function diffRuns(left: RunLog, right: RunLog): RunDiff {
  const ours = attemptsOf(left);
  const theirs = attemptsOf(right);
  const others = new Map(theirs.map((facts) => [facts.id, facts]));
  const rows: DiffRow[] = ours.map((facts) => {
    const other = others.get(facts.id) ?? null;
    const { divergences, at } = compare(facts, other);
    return { id: facts.id, left: facts, right: other, divergences, at };
  });
  const all = [...rows, ...onlyRight(ours, theirs)].sort((a, b) => orderOf(a) - orderOf(b));
  const different = all
    .filter(({ divergences }) => divergences.length > 0)
    .sort((a, b) => a.at - b.at);
  const states = [left.state, right.state] as const;
  return {
    rows: all,
    different,
    first: different[0] ?? null,
    shared: left.sharedWith(right),
    input: diffRecorded(states[0]?.input, states[1]?.input),
    output: diffRecorded(states[0]?.output, states[1]?.output),
    status: [states[0]?.status ?? null, states[1]?.status ?? null],
  };
}

function orderOf(row: DiffRow): number {
  return row.left?.from ?? row.at;
}

/** What only the right run did stands after what both did before it. */
function onlyRight(
  ours: readonly (AttemptFacts | BodyFacts)[],
  theirs: readonly (AttemptFacts | BodyFacts)[],
): DiffRow[] {
  const places = new Map(ours.map((facts) => [facts.id, facts.from]));
  const rows: DiffRow[] = [];
  let after = 0;
  for (const facts of theirs) {
    const place = places.get(facts.id);
    if (place !== undefined) {
      after = Math.max(after, place);
      continue;
    }
    rows.push({
      id: facts.id,
      left: null,
      right: facts,
      divergences: ['only right'],
      at: after + 0.5,
    });
  }
  return rows;
}

function compare(
  left: AttemptFacts | BodyFacts,
  right: AttemptFacts | BodyFacts | null,
): Pick<DiffRow, 'divergences' | 'at'> {
  if (right === null) return { divergences: ['only left'], at: left.from };
  if (left.type === 'body' || right.type === 'body') return compareBodies(left, right);
  const ends = left.to ?? Infinity;
  const input: Divergence[] = sameRecorded(left.input, right.input) ? [] : ['input'];
  const rest: Divergence[] = [];
  if (!sameVariables(left, right)) rest.push('variables');
  if (left.end !== right.end || left.skipReason !== right.skipReason) rest.push('outcome');
  if (left.error?.code !== right.error?.code || left.error?.message !== right.error?.message) {
    rest.push('error');
  } else if (!sameRecorded(left.output, right.output)) rest.push('output');
  if ((left.taken ?? []).join(' ') !== (right.taken ?? []).join(' ')) rest.push('ports');
  return { divergences: [...input, ...rest], at: input.length > 0 ? left.from : ends };
}

function compareBodies(
  left: AttemptFacts | BodyFacts,
  right: AttemptFacts | BodyFacts,
): Pick<DiffRow, 'divergences' | 'at'> {
  if (left.type !== 'body' || right.type !== 'body') return { divergences: [], at: left.from };
  const given = sameRecorded(left.locals, right.locals) && sameRecorded(left.input, right.input);
  const outcome = left.outcome !== right.outcome;
  return {
    divergences: [
      ...(given ? [] : (['values'] as const)),
      ...(outcome ? (['outcome'] as const) : []),
    ],
    at: given ? (left.to ?? Infinity) : left.from,
  };
}

function sameVariables(left: AttemptFacts, right: AttemptFacts): boolean {
  if (left.variables.length !== right.variables.length) return false;
  return left.variables.every((one, at) => {
    const other = right.variables[at];
    return other?.name === one.name && sameRecorded(one.value, other.value);
  });
}

/** Milliseconds by which the right one took longer; null where one of them did not run. */
export function slowerBy({ left, right }: DiffRow): number | null {
  if (left?.type !== 'attempt' || right?.type !== 'attempt') return null;
  if (left.duration === undefined || right.duration === undefined) return null;
  return right.duration - left.duration;
}

/** What a row was given, and what it gave, in both runs. */
export function rowRecorded(row: DiffRow): {
  readonly input: RecordedPair;
  readonly output: RecordedPair;
} {
  const { left, right } = row;
  const given = (facts: DiffRow['left']) => (facts?.type === 'body' ? facts.locals : facts?.input);
  const made = (facts: DiffRow['left']) => (facts?.type === 'attempt' ? facts.output : undefined);
  return {
    input: { left: given(left), right: given(right) },
    output: { left: made(left), right: made(right) },
  };
}
