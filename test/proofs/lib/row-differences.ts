import { isDeepStrictEqual } from 'node:util';
import type { RunId } from '@shared/lib/ids';
import type { RunEvent } from '@shared/runs/events';
import { stepRunKey } from '@shared/runs/scope-path';
import { foldRun } from '@shared/runs/reducer';
import type { StepRun } from '@shared/runs/state';
import type { Database } from '../../../src-main/storage/database';
import { createEventsRepository } from '../../../src-main/storage/repositories/events';
import { createRunsRepository } from '../../../src-main/storage/repositories/runs';

/** Where the rows of a run and its step runs are not what its events fold to. */
export function* rowDifferences(database: Database, run: RunId): Generator<string> {
  const events = createEventsRepository(database).after(run, 0, Number.MAX_SAFE_INTEGER);
  const runs = createRunsRepository(database);
  const record = runs.find(run);
  if (!record) {
    yield 'it has events and no row';
    return;
  }
  const state = foldRun(events);
  const [created] = events as [Extract<RunEvent, { type: 'run.created' }>];
  yield* unequal('the run', {
    // While it goes on, the fold also tells whether all of it waits.
    status: [atWork(record.status), atWork(state.status)],
    workflowId: [record.workflowId, state.workflow.id],
    workflowName: [record.workflowName, state.workflow.name],
    version: [record.versionHash, state.workflow.hash],
    startedBy: [record.startedBy, created.startedBy],
    createdAt: [record.createdAt, state.createdAt],
    startedAt: [record.startedAt, state.startedAt ?? null],
    // The fold gives an interruption no time: it is no end, and the row's is when it was found.
    ...(state.status !== 'interrupted' && { endedAt: [record.endedAt, state.endedAt ?? null] }),
    error: [record.error, state.error ?? null],
    restricted: [record.restricted, created.restricted === true],
    effects: [record.effects, created.effects?.policy ?? 'live'],
  });
  const rows = new Map(
    runs.stepRuns(run).map((row) => [row.path ? `${row.path}/${row.step}` : row.step, row]),
  );
  for (const step of state.steps.values()) {
    if (step.status === 'pending') continue;
    const key = stepRunKey(step.path, step.step);
    const row = rows.get(key);
    rows.delete(key);
    if (!row) yield `${key} has events and no row`;
    else yield* unequal(key, stepFields(row, step));
  }
  for (const key of rows.keys()) yield `${key} has a row and no events`;
}

type Pairs = Readonly<Record<string, readonly [row: unknown, folded: unknown]>>;

function stepFields(
  row: ReturnType<ReturnType<typeof createRunsRepository>['stepRuns']>[number],
  step: StepRun,
): Pairs {
  return {
    status: [row.status, step.status],
    attempt: [row.attempt, step.attempt],
    key: [row.key, step.key ?? null],
    startedAt: [row.startedAt, step.startedAt ?? null],
    endedAt: [row.endedAt, step.endedAt ?? null],
    duration: [row.duration, step.duration ?? null],
  };
}

function* unequal(what: string, pairs: Pairs): Generator<string> {
  for (const [field, [row, folded]] of Object.entries(pairs)) {
    if (isDeepStrictEqual(row, folded)) continue;
    yield `${what}: ${field} is ${JSON.stringify(row)}, its events say ${JSON.stringify(folded)}`;
  }
}

function atWork(status: string): string {
  return status === 'waiting' || status === 'paused' ? 'running' : status;
}
