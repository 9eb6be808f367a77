import { AppError } from '@shared/errors/app-error';
import type { RunId } from '@shared/lib/ids';
import type { JsonObject } from '@shared/lib/json';
import type { RunEvent } from '@shared/runs/events';
import { createBlobWriter } from './blob-writer';
import { createCostWriter } from './cost-writer';
import type { Database } from './database';
import type { EncodedEvent, EventRow } from './event-encoding';
import {
  forgottenScopes,
  mergeStepChanges,
  type RunChange,
  runChangeOf,
  type StepChange,
  stepChangeOf,
} from './run-changes';
import { createWaitIndex } from './wait-index';

// Writes a batch of appends inside the journal's transaction: each event as a row; the rows of
// runs and step runs once per batch, however many events changed them.

/** What is known of a run about to be created beyond its first event. */
export interface RunDetails {
  readonly requestKey: string | null;
  /** Outputs by step id that stand in for effects; null without such. */
  readonly mockAnswers?: JsonObject | null;
}

/** Consecutive events of one run. */
export interface EncodedAppend {
  readonly run: RunId;
  /** Comes with the first event of a run. */
  readonly details: RunDetails | undefined;
  readonly events: readonly EncodedEvent[];
}

export interface EventWriter {
  readHead(run: RunId): { nextSeq: number; lastHash: Buffer } | undefined;
  /** Must be called inside a transaction. */
  write(batch: readonly EncodedAppend[]): void;
}

/** What a batch makes of one run's row. */
interface RunUpdate {
  firstSeq: number;
  nextSeq: number;
  lastHash: Buffer;
  bytes: number;
  change: RunChange | undefined;
  readonly steps: Map<string, StepChange>;
  /** Ranges of scopes whose step runs are of an attempt that is over. */
  readonly forgotten: { readonly from: string; readonly to: string }[];
}

type CreatedEvent = Extract<RunEvent, { type: 'run.created' }>;

export function createEventWriter(database: Database, owner: string): EventWriter {
  const statements = prepareStatements(database);
  const blobs = createBlobWriter(database);
  const waits = createWaitIndex(database);
  const costs = createCostWriter(database);

  function write(batch: readonly EncodedAppend[]): void {
    const updates = new Map<RunId, RunUpdate>();
    for (const append of batch) {
      for (const encoded of append.events) writeEvent(updates, append, encoded);
    }
    for (const [run, update] of updates) writeUpdate(run, update);
  }

  function writeEvent(
    updates: Map<RunId, RunUpdate>,
    { run, details }: EncodedAppend,
    { event, row, blobs: large }: EncodedEvent,
  ): void {
    if (event.type === 'run.created') insertRun(event, row, details);
    if (event.type === 'run.resumed') statements.reopenRun.run(run);
    for (const blob of large) blobs.write(run, blob, row.time);
    statements.insertEvent.run(
      row.run_id,
      row.seq,
      row.time,
      row.type,
      row.step,
      row.path,
      row.attempt,
      row.payload,
      row.hash,
    );
    const update = note(updates, run, event, row);
    update.bytes += row.payload.length;
    for (const { ref } of large) update.bytes += ref.bytes;
    waits.note(event);
    costs.note(event);
  }

  function insertRun(event: CreatedEvent, row: EventRow, details: RunDetails | undefined): void {
    statements.insertRun.run(
      event.run,
      event.workflow.id,
      event.workflow.name,
      event.workflow.hash,
      'queued',
      event.startedBy,
      details?.requestKey ?? null,
      owner,
      row.seq,
      row.hash,
      row.time,
      event.restricted ? 1 : 0,
      event.effects?.policy ?? 'live',
      details?.mockAnswers ? JSON.stringify(details.mockAnswers) : null,
      event.only?.step ?? null,
    );
  }

  function writeUpdate(run: RunId, update: RunUpdate): void {
    const { change } = update;
    // The condition is a fence: whoever else wrote to this run in between makes it fail.
    const result = statements.updateRun.run(
      update.nextSeq,
      update.lastHash,
      update.bytes,
      change?.status ?? null,
      change?.startedAt ?? null,
      change?.endedAt ?? null,
      change?.endedAt === null ? 1 : 0,
      change?.error ?? null,
      change?.error === null ? 1 : 0,
      run,
      update.firstSeq,
      owner,
    );
    if (result.changes !== 1) throw runTaken(run);
    for (const { from, to } of update.forgotten) statements.forgetSteps.run(run, from, to);
    for (const step of update.steps.values()) {
      const statement = step.fresh ? statements.replaceStep : statements.upsertStep;
      statement.run(
        run,
        step.path,
        step.step,
        step.status,
        step.attempt ?? 0,
        step.key,
        step.startedAt,
        step.endedAt,
        step.duration,
      );
    }
  }

  return {
    write,
    readHead(run) {
      const row = statements.readHead.get(run);
      return row && { nextSeq: row.next_seq, lastHash: row.last_hash };
    },
  };
}

function note(
  updates: Map<RunId, RunUpdate>,
  run: RunId,
  event: RunEvent,
  row: EventRow,
): RunUpdate {
  let update = updates.get(run);
  if (!update) {
    update = {
      firstSeq: row.seq,
      nextSeq: row.seq,
      lastHash: row.hash,
      bytes: 0,
      change: undefined,
      steps: new Map(),
      forgotten: [],
    };
    updates.set(run, update);
  }
  update.nextSeq = row.seq + 1;
  update.lastHash = row.hash;
  const change = runChangeOf(event);
  if (change) update.change = { ...update.change, ...change };
  forget(update, event);
  const step = stepChangeOf(event);
  if (!step) return update;
  const key = `${step.path}/${step.step}`;
  const earlier = update.steps.get(key);
  update.steps.set(key, earlier ? mergeStepChanges(earlier, step) : step);
  return update;
}

function forget(update: RunUpdate, event: RunEvent): void {
  const scopes = forgottenScopes(event);
  if (!scopes) return;
  update.forgotten.push(scopes);
  for (const [key, { path }] of update.steps) {
    if (path >= scopes.from && path < scopes.to) update.steps.delete(key);
  }
}

type StepColumns = [
  string,
  string,
  string,
  string,
  number,
  string | null,
  number | null,
  number | null,
  number | null,
];

function prepareStatements(database: Database) {
  return {
    insertRun: database.prepare<
      [
        string,
        string | null,
        string,
        string,
        string,
        string,
        string | null,
        string,
        number,
        Buffer,
        number,
        number,
        string,
        string | null,
        string | null,
      ]
    >(`
      INSERT INTO runs (id, workflow_id, workflow_name, version_hash, status, started_by,
        request_key, owner, next_seq, last_hash, created_at, restricted, effects, mock_answers,
        only_step, topic_position)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
        (SELECT coalesce(max(position), 0) FROM topic_events))
    `),
    insertEvent: database.prepare<
      [string, number, number, string, string | null, string | null, number | null, string, Buffer]
    >(`
      INSERT INTO events (run_id, seq, time, type, step, path, attempt, payload, hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    `),
    updateRun: database.prepare<
      [
        number,
        Buffer,
        number,
        string | null,
        number | null,
        number | null,
        0 | 1,
        string | null,
        0 | 1,
        string,
        number,
        string,
      ]
    >(`
      UPDATE runs SET next_seq = ?, last_hash = ?, bytes = bytes + ?,
        status = coalesce(?, status), started_at = coalesce(?, started_at),
        ended_at = coalesce(?, iif(?, NULL, ended_at)), error = coalesce(?, iif(?, NULL, error))
      WHERE id = ? AND next_seq = ? AND owner = ?
    `),
    replaceStep: database.prepare<StepColumns>(`
      INSERT OR REPLACE INTO step_runs
        (run_id, path, step, status, attempt, key, started_at, ended_at, duration)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    `),
    forgetSteps: database.prepare<[string, string, string]>(
      'DELETE FROM step_runs WHERE run_id = ? AND path >= ? AND path < ?',
    ),
    reopenRun: database.prepare<[string]>(
      'UPDATE runs SET ended_at = NULL, error = NULL WHERE id = ?',
    ),
    upsertStep: database.prepare<StepColumns>(`
      INSERT INTO step_runs (run_id, path, step, status, attempt, key, started_at, ended_at, duration)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (run_id, path, step) DO UPDATE SET
        status = excluded.status,
        attempt = max(excluded.attempt, attempt),
        key = coalesce(excluded.key, key),
        started_at = coalesce(excluded.started_at, started_at),
        ended_at = coalesce(excluded.ended_at, ended_at),
        duration = coalesce(excluded.duration, duration)
    `),
    readHead: database.prepare<[string], { next_seq: number; last_hash: Buffer }>(
      'SELECT next_seq, last_hash FROM runs WHERE id = ?',
    ),
  };
}

/** Somebody else wrote to the run. */
export function runTaken(run: RunId): AppError {
  return new AppError({
    code: 'RUN_TAKEN',
    kind: 'operational',
    message: `The run ${run} was changed by another process; this one no longer owns it.`,
    hint: 'Close one of the two Stepwells that use this profile.',
    details: { run },
  });
}
