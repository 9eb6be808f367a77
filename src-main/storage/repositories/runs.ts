import type { AppErrorData } from '@shared/errors/app-error';
import {
  type ContentHash,
  contentHashSchema,
  type RunId,
  runIdSchema,
  type WorkflowId,
  workflowIdSchema,
} from '@shared/lib/ids';
import type { JsonObject } from '@shared/lib/json';
import type { CostSum } from '@shared/runs/cost';
import type { EffectsPolicy, RunStatus, StepStatus } from '@shared/runs/events';
import { type ScopePath, scopeKey } from '@shared/runs/scope-path';
import { z } from 'zod';
import { commit } from '../commit';
import { costOfRun, readCosts } from '../cost-rows';
import type { Database } from '../database';
import { createSweep } from '../sweep';

// Runs and step runs as the journal left them. Reading, adopting what a dead process left, and
// removing; the journal alone writes their progress.

export interface RunRecord {
  readonly id: RunId;
  readonly workflowId: WorkflowId | null;
  readonly workflowName: string;
  readonly versionHash: ContentHash;
  readonly status: RunStatus;
  readonly startedBy: string;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly error: AppErrorData | null;
  readonly eventCount: number;
  readonly restricted: boolean;
  readonly effects: EffectsPolicy;
  /** It ran this step by itself; null for the whole workflow. */
  readonly onlyStep: string | null;
  /** About what its events and large values take. */
  readonly bytes: number;
  /** Pinned: never removed by itself. */
  readonly kept: boolean;
  /** What its attempts cost; null when nothing does. */
  readonly cost: CostSum | null;
  /** The process that has it; see owners.ts. */
  readonly owner: string;
}

export interface StepRunRecord {
  readonly path: string;
  readonly step: string;
  readonly status: StepStatus;
  readonly attempt: number;
  readonly key: string | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly duration: number | null;
}

export interface RunFilter {
  readonly workflowId?: WorkflowId | undefined;
  /** Only runs created before this one. */
  readonly before?: RunId | undefined;
  readonly limit: number;
}

export interface RunsRepository {
  find(id: RunId): RunRecord | undefined;
  findByRequestKey(key: string): RunRecord | undefined;
  /** Newest first. */
  list(filter: RunFilter): RunRecord[];
  stepRuns(id: RunId): StepRunRecord[];
  /** Owners of runs that have not ended. */
  openOwners(): string[];
  /** Takes over the open runs of an owner whose process is gone. */
  adopt(from: string, to: string): RunRecord[];
  /** Open runs of an owner. */
  openOf(owner: string): RunRecord[];
  /** Makes a run somebody else's, if it is still `from`'s; false when it is not. */
  handOver(id: RunId, from: string, to: string): boolean;
  /** Step runs that are under way or wait. */
  activeSteps(
    id: RunId,
  ): { readonly path: string; readonly step: string; readonly status: string }[];
  /** Undefined for a step that has not begun. */
  stepStatus(id: RunId, path: ScopePath, step: string): string | undefined;
  /** Canned outputs of a run with mocked effects. */
  mockAnswers(id: RunId): JsonObject | null;
  /** Pins a run, so that it is never removed by itself, or no longer. */
  setKept(id: RunId, kept: boolean): void;
  /** Removes a run that has ended, its log, and the large values nothing else uses. */
  remove(id: RunId): void;
}

interface RunRow {
  readonly id: string;
  readonly workflow_id: string | null;
  readonly workflow_name: string;
  readonly version_hash: string;
  readonly status: string;
  readonly started_by: string;
  readonly next_seq: number;
  readonly error: string | null;
  readonly created_at: number;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  readonly restricted: number;
  readonly effects: string;
  readonly only_step: string | null;
  readonly bytes: number;
  readonly kept: number;
  readonly owner: string;
  readonly cost: string | null;
}

interface StepRunRow {
  readonly path: string;
  readonly step: string;
  readonly status: string;
  readonly attempt: number;
  readonly key: string | null;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  readonly duration: number | null;
}

const errorSchema = z.object({
  code: z.string(),
  kind: z.enum(['user', 'operational', 'bug']),
  message: z.string(),
  hint: z.string().exactOptional(),
  place: z.object({ line: z.number(), column: z.number() }).exactOptional(),
  details: z.record(z.string(), z.json()).exactOptional(),
});

const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), z.json()) as z.ZodType<JsonObject>;

const columns = `id, workflow_id, workflow_name, version_hash, status, started_by, next_seq, error,
  created_at, started_at, ended_at, bytes, kept, restricted, effects, only_step, owner, ${costOfRun('runs.id')} AS cost`;
const openStatuses = `('queued', 'running', 'paused', 'waiting')`;

export function createRunsRepository(database: Database): RunsRepository {
  const statements = prepareStatements(database);
  const sweep = createSweep(database);
  return {
    find: (id) => toRecord(statements.find.get(id)),
    findByRequestKey: (key) => toRecord(statements.findByRequestKey.get(key)),
    list({ workflowId, before, limit }) {
      const anchor = before === undefined ? undefined : statements.anchor.get(before);
      // The anchor was removed meanwhile: nothing can be said to come before it.
      if (before !== undefined && !anchor) return [];
      const at = anchor?.created_at ?? Number.MAX_SAFE_INTEGER;
      const id = before ?? '';
      const rows =
        workflowId === undefined
          ? statements.listAll.all({ at, id, limit })
          : statements.listOfWorkflow.all({ workflowId, at, id, limit });
      return rows.map(mapRun);
    },
    stepRuns: (id) => statements.stepRuns.all(id).map(mapStepRun),
    openOwners: () => statements.openOwners.all().map((row) => row.owner),
    adopt: (from, to) => commit(database, () => statements.adopt.all({ from, to }).map(mapRun)),
    openOf: (owner) => statements.openOf.all(owner).map(mapRun),
    handOver: (id, from, to) =>
      commit(database, () => statements.handOver.run({ id, from, to }).changes === 1),
    activeSteps: (id) => statements.activeSteps.all(id),
    stepStatus: (id, path, step) => statements.stepStatus.get(id, scopeKey(path), step)?.status,
    mockAnswers(id) {
      const text = statements.mockAnswers.get(id)?.mock_answers;
      return text ? jsonObject.parse(JSON.parse(text)) : null;
    },
    setKept: (id, kept) => void commit(database, () => statements.setKept.run(kept ? 1 : 0, id)),
    remove(id) {
      commit(database, () => sweep.mark(id, Date.now(), { evenKept: true }));
      // An ordinary run is gone at once; what a huge one leaves is swept later.
      sweep.step({ pieces: 40, milliseconds: Infinity });
    },
  };
}

function toRecord(row: RunRow | undefined): RunRecord | undefined {
  return row && mapRun(row);
}

function mapRun(row: RunRow): RunRecord {
  return {
    id: runIdSchema.parse(row.id),
    workflowId: row.workflow_id === null ? null : workflowIdSchema.parse(row.workflow_id),
    workflowName: row.workflow_name,
    versionHash: contentHashSchema.parse(row.version_hash),
    // Only the journal writes it, from the typed events.
    status: row.status as RunStatus,
    startedBy: row.started_by,
    createdAt: row.created_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    error: row.error === null ? null : errorSchema.parse(JSON.parse(row.error)),
    eventCount: row.next_seq - 1,
    restricted: row.restricted === 1,
    // Only the journal writes it, from the typed events.
    effects: row.effects as EffectsPolicy,
    onlyStep: row.only_step,
    bytes: row.bytes,
    owner: row.owner,
    kept: row.kept === 1,
    cost: readCosts(row.cost),
  };
}

function mapStepRun(row: StepRunRow): StepRunRecord {
  return {
    path: row.path,
    step: row.step,
    // Only the journal writes it, from the typed events.
    status: row.status as StepStatus,
    attempt: row.attempt,
    key: row.key,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    duration: row.duration,
  };
}

function prepareStatements(database: Database) {
  return {
    find: database.prepare<[string], RunRow>(
      `SELECT ${columns} FROM runs WHERE id = ? AND removed_at IS NULL`,
    ),
    findByRequestKey: database.prepare<[string], RunRow>(
      `SELECT ${columns} FROM runs WHERE request_key = ? AND removed_at IS NULL`,
    ),
    anchor: database.prepare<[string], { created_at: number }>(
      'SELECT created_at FROM runs WHERE id = ?',
    ),
    listAll: database.prepare<[{ at: number; id: string; limit: number }], RunRow>(`
      SELECT ${columns} FROM runs WHERE (created_at, id) < (:at, :id) AND removed_at IS NULL
      ORDER BY created_at DESC, id DESC LIMIT :limit
    `),
    listOfWorkflow: database.prepare<
      [{ workflowId: string; at: number; id: string; limit: number }],
      RunRow
    >(`
      SELECT ${columns} FROM runs
      WHERE workflow_id = :workflowId AND (created_at, id) < (:at, :id) AND removed_at IS NULL
      ORDER BY created_at DESC, id DESC LIMIT :limit
    `),
    stepRuns: database.prepare<[string], StepRunRow>(`
      SELECT path, step, status, attempt, key, started_at, ended_at, duration
      FROM step_runs WHERE run_id = ? ORDER BY path, step
    `),
    openOwners: database.prepare<[], { owner: string }>(
      `SELECT DISTINCT owner FROM runs WHERE status IN ${openStatuses}`,
    ),
    openOf: database.prepare<[string], RunRow>(
      `SELECT ${columns} FROM runs WHERE owner = ? AND status IN ${openStatuses} ORDER BY created_at`,
    ),
    handOver: database.prepare<[{ id: string; from: string; to: string }]>(
      'UPDATE runs SET owner = :to WHERE id = :id AND owner = :from',
    ),
    activeSteps: database.prepare<[string], { path: string; step: string; status: string }>(`
      SELECT path, step, status FROM step_runs
      WHERE run_id = ? AND status IN ('queued', 'running', 'retrying', 'waiting', 'interrupted')
    `),
    stepStatus: database.prepare<[string, string, string], { status: string }>(
      'SELECT status FROM step_runs WHERE run_id = ? AND path = ? AND step = ?',
    ),
    mockAnswers: database.prepare<[string], { mock_answers: string | null }>(
      'SELECT mock_answers FROM runs WHERE id = ?',
    ),
    adopt: database.prepare<[{ from: string; to: string }], RunRow>(`
      UPDATE runs SET owner = :to WHERE owner = :from AND status IN ${openStatuses}
      RETURNING ${columns}
    `),
    setKept: database.prepare<[0 | 1, string]>('UPDATE runs SET kept = ? WHERE id = ?'),
  };
}
