import { type RunId, runIdSchema, type WorkflowId, workflowIdSchema } from '@shared/lib/ids';
import type { CostSum } from '@shared/runs/cost';
import type { RunStatus, StepStatus } from '@shared/runs/events';
import { costOfRun, readCosts } from '../cost-rows';
import type { Database } from '../database';

// Looking for runs over all workflows, and what many of them have in common. Reads only.

export interface RunQuery {
  readonly workflowId?: WorkflowId | undefined;
  readonly statuses?: readonly RunStatus[] | undefined;
  /** In the workflow's name, the error or the id, whatever its case. */
  readonly text?: string | undefined;
  /** Created at or after. */
  readonly since?: number | undefined;
  /** Created before. */
  readonly until?: number | undefined;
}

export interface RunSearchRepository {
  /** Ids, newest first; `before` goes on after a page. */
  search(query: RunQuery, before: RunId | undefined, limit: number): RunId[];
  countByStatus(query: RunQuery): { readonly status: string; readonly count: number }[];
  /** The latest runs that have ended, newest first. */
  ended(query: RunQuery, limit: number): EndedRun[];
  /** Durations of steps in the latest ended runs of a workflow. */
  stepTimes(workflowId: WorkflowId, runs: number): StepTimeRow[];
  /** What steps cost together in the latest ended runs of a workflow. */
  stepCosts(workflowId: WorkflowId, runs: number): StepCostRow[];
  /** Workflows that have runs, by name; also those that are gone. */
  workflows(): { readonly id: WorkflowId; readonly name: string }[];
}

export interface EndedRun {
  readonly id: RunId;
  readonly workflowId: WorkflowId | null;
  readonly workflowName: string;
  readonly status: RunStatus;
  readonly createdAt: number;
  readonly duration: number;
  readonly cost: CostSum | null;
}

export interface StepCostRow {
  readonly step: string;
  /** Runs in which it cost something. */
  readonly runs: number;
  readonly cost: CostSum;
}

export interface StepTimeRow {
  readonly step: string;
  readonly status: StepStatus;
  readonly duration: number | null;
}

interface Parameters {
  readonly workflowId: string | null;
  readonly statuses: string | null;
  readonly text: string | null;
  readonly since: number;
  readonly until: number;
}

const mostStepRows = 50_000;

export function createRunSearchRepository(database: Database): RunSearchRepository {
  const statements = prepareStatements(database);
  return {
    search(query, before, limit) {
      const anchor = before === undefined ? undefined : statements.anchor.get(before);
      if (before !== undefined && !anchor) return [];
      return statements.search
        .all({
          ...parametersOf(query),
          at: anchor?.created_at ?? Number.MAX_SAFE_INTEGER,
          id: before ?? '',
          limit,
        })
        .map((row) => runIdSchema.parse(row.id));
    },
    countByStatus: (query) => statements.countByStatus.all(parametersOf(query)),
    ended: (query, limit) =>
      statements.ended.all({ ...parametersOf(query), limit }).map((row) => ({
        id: runIdSchema.parse(row.id),
        workflowId: row.workflow_id === null ? null : workflowIdSchema.parse(row.workflow_id),
        workflowName: row.workflow_name,
        status: row.status as RunStatus,
        createdAt: row.created_at,
        duration: row.duration,
        cost: readCosts(row.cost),
      })),
    stepTimes: (workflowId, runs) =>
      statements.stepTimes.all({ workflowId, runs, limit: mostStepRows }).map((row) => ({
        step: row.step,
        status: row.status as StepStatus,
        duration: row.duration,
      })),
    stepCosts: (workflowId, runs) =>
      statements.stepCosts.all({ workflowId, runs }).flatMap((row) => {
        const cost = readCosts(row.cost);
        return cost === null ? [] : [{ step: row.step, runs: row.runs, cost }];
      }),
    workflows: () =>
      statements.workflows.all().map(({ id, name }) => ({ id: workflowIdSchema.parse(id), name })),
  };
}

function parametersOf({ workflowId, statuses, text, since, until }: RunQuery): Parameters {
  return {
    workflowId: workflowId ?? null,
    statuses: statuses && statuses.length > 0 ? JSON.stringify(statuses) : null,
    text: text ? `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%` : null,
    since: since ?? 0,
    until: until ?? Number.MAX_SAFE_INTEGER,
  };
}

function prepareStatements(database: Database) {
  const matches = `removed_at IS NULL
    AND (:workflowId IS NULL OR workflow_id = :workflowId)
    AND (:statuses IS NULL OR status IN (SELECT value FROM json_each(:statuses)))
    AND created_at >= :since AND created_at < :until
    AND (:text IS NULL OR workflow_name LIKE :text ESCAPE '\\'
      OR error LIKE :text ESCAPE '\\' OR id LIKE :text ESCAPE '\\')`;
  return {
    anchor: database.prepare<[string], { created_at: number }>(
      'SELECT created_at FROM runs WHERE id = ?',
    ),
    search: database.prepare<
      [Parameters & { readonly at: number; readonly id: string; readonly limit: number }],
      { id: string }
    >(`
      SELECT id FROM runs WHERE ${matches} AND (created_at, id) < (:at, :id)
      ORDER BY created_at DESC, id DESC LIMIT :limit
    `),
    countByStatus: database.prepare<[Parameters], { status: string; count: number }>(
      `SELECT status, count(*) AS count FROM runs WHERE ${matches} GROUP BY status`,
    ),
    ended: database.prepare<
      [Parameters & { readonly limit: number }],
      {
        id: string;
        workflow_id: string | null;
        workflow_name: string;
        status: string;
        created_at: number;
        duration: number;
        cost: string | null;
      }
    >(`
      -- A clock set back during a run makes it end before it began. How long one step takes by itself
      -- says nothing of how long the workflow does.
      SELECT id, workflow_id, workflow_name, status, created_at, max(0, ended_at - started_at) AS duration,
        ${costOfRun('runs.id')} AS cost
      FROM runs WHERE ${matches} AND ended_at IS NOT NULL AND started_at IS NOT NULL
        AND only_step IS NULL
      ORDER BY created_at DESC, id DESC LIMIT :limit
    `),
    stepTimes: database.prepare<
      [{ readonly workflowId: string; readonly runs: number; readonly limit: number }],
      { step: string; status: string; duration: number | null }
    >(`
      SELECT s.step, s.status, s.duration
      FROM step_runs s
      JOIN (
        SELECT id FROM runs
        WHERE workflow_id = :workflowId AND removed_at IS NULL AND ended_at IS NOT NULL
          AND only_step IS NULL
        ORDER BY created_at DESC, id DESC LIMIT :runs
      ) r ON r.id = s.run_id
      WHERE s.status IN ('completed', 'failed')
      LIMIT :limit
    `),
    stepCosts: database.prepare<
      [{ readonly workflowId: string; readonly runs: number }],
      { step: string; runs: number; cost: string }
    >(`
      SELECT step, max(runs) AS runs, json_group_array(json_array(currency, amount, unknown)) AS cost
      FROM (
        SELECT c.step, c.currency, count(DISTINCT c.run_id) AS runs,
          sum(c.amount) AS amount, sum(c.unknown) AS unknown
        FROM run_costs c
        JOIN (
          SELECT id FROM runs
          WHERE workflow_id = :workflowId AND removed_at IS NULL AND ended_at IS NOT NULL
          ORDER BY created_at DESC, id DESC LIMIT :runs
        ) r ON r.id = c.run_id
        GROUP BY c.step, c.currency
      )
      GROUP BY step ORDER BY sum(amount) DESC, step
    `),
    workflows: database.prepare<[], { id: string; name: string }>(`
      SELECT r.workflow_id AS id, coalesce(w.name, max(r.workflow_name)) AS name
      FROM runs r LEFT JOIN workflows w ON w.id = r.workflow_id
      WHERE r.workflow_id IS NOT NULL AND r.removed_at IS NULL
      GROUP BY r.workflow_id ORDER BY 2 COLLATE NOCASE
    `),
  };
}
