import { type RunId, runIdSchema, type WorkflowId, workflowIdSchema } from '@shared/lib/ids';
import type { JsonValue } from '@shared/lib/json';
import type { WaitTarget } from '@shared/runs/events';
import { type ScopePath, scopeKey } from '@shared/runs/scope-path';
import { commit } from '../commit';
import type { Database } from '../database';
import { parseScopeKey } from '../event-encoding';

// What open runs wait for, and the answers that were given and not taken in yet. The journal keeps
// the waits (see wait-index.ts); answers are written here and removed by the journal with the event
// that says that the answer came.

export type WaitType = 'time' | 'event' | 'approval' | 'decision';

export interface WaitRecord {
  readonly run: RunId;
  readonly workflowId: WorkflowId | null;
  readonly workflowName: string;
  readonly restricted: boolean;
  /** The process that has the run. */
  readonly owner: string;
  readonly path: ScopePath;
  readonly step: string;
  readonly attempt: number;
  /** Which wait of the step run it is: the number of the event that began it. */
  readonly seq: number;
  readonly type: WaitType;
  readonly topic: string | null;
  readonly reason: string;
  readonly target: WaitTarget | null;
  readonly since: number;
  readonly until: number | null;
  /** For an event: those emitted after this position are for it. */
  readonly topicPosition: number;
}

export interface WaitFilter {
  readonly run?: RunId | undefined;
  readonly type?: WaitType | undefined;
  readonly topic?: string | undefined;
  readonly owner?: string | undefined;
}

export interface Answer {
  readonly type: 'signal' | 'decision';
  readonly value: JsonValue;
  readonly givenAt: number;
}

export interface WaitsRepository {
  /** Of runs that have not ended, oldest first. */
  list(filter: WaitFilter): WaitRecord[];
  find(run: RunId, path: ScopePath, step: string): WaitRecord | undefined;
  /** Keeps the answer to a wait; false when the wait is over or has one already. */
  answer(wait: WaitRecord, answer: Answer): boolean;
  answerTo(wait: WaitRecord): Answer | undefined;
  /** Waits of the owner's runs that have an answer. */
  answered(owner: string): WaitRecord[];
  /** An answer that the run did not take. */
  dropAnswer(wait: WaitRecord): void;
}

interface WaitRow {
  readonly run_id: string;
  readonly workflow_id: string | null;
  readonly workflow_name: string;
  readonly restricted: number;
  readonly owner: string;
  readonly path: string;
  readonly step: string;
  readonly attempt: number;
  readonly seq: number;
  readonly type: string;
  readonly topic: string | null;
  readonly reason: string;
  readonly target: string | null;
  readonly since: number;
  readonly until: number | null;
  readonly topic_position: number | null;
}

interface AnswerRow {
  readonly answer_type: string;
  readonly answer_value: string;
  readonly given_at: number;
}

const columns = `w.run_id, r.workflow_id, r.workflow_name, r.restricted, r.owner, w.path, w.step,
  w.attempt, w.seq, w.type, w.topic, w.reason, w.target, w.since, w.until, w.topic_position`;
const openWaits = `waits w JOIN runs r ON r.id = w.run_id
  AND r.status IN ('queued', 'running', 'paused', 'waiting')`;

export function createWaitsRepository(database: Database): WaitsRepository {
  const list = database.prepare<[Record<keyof WaitFilter, string | null>], WaitRow>(`
    SELECT ${columns} FROM ${openWaits}
    WHERE (:run IS NULL OR w.run_id = :run) AND (:type IS NULL OR w.type = :type)
      AND (:topic IS NULL OR w.topic = :topic) AND (:owner IS NULL OR r.owner = :owner)
    ORDER BY w.since, w.run_id, w.path, w.step
  `);
  const find = database.prepare<[string, string, string], WaitRow>(
    `SELECT ${columns} FROM ${openWaits} WHERE w.run_id = ? AND w.path = ? AND w.step = ?`,
  );
  const insertAnswer = database.prepare<[string, string, string, number, string, string, number]>(`
    INSERT INTO answers (run_id, path, step, seq, type, value, given_at) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (run_id, path, step, seq) DO NOTHING
  `);
  const answerTo = database.prepare<[string, string, string, number], AnswerRow>(`
    SELECT type AS answer_type, value AS answer_value, given_at FROM answers
    WHERE run_id = ? AND path = ? AND step = ? AND seq = ?
  `);
  const answered = database.prepare<[string], WaitRow>(`
    SELECT ${columns} FROM ${openWaits} JOIN answers a
      ON a.run_id = w.run_id AND a.path = w.path AND a.step = w.step AND a.seq = w.seq
    WHERE r.owner = ? ORDER BY a.id
  `);
  const dropAnswer = database.prepare<[string, string, string, number]>(
    'DELETE FROM answers WHERE run_id = ? AND path = ? AND step = ? AND seq = ?',
  );
  const keyOf = ({ run, path, step, seq }: WaitRecord) => [run, scopeKey(path), step, seq] as const;

  return {
    list: ({ run = null, type = null, topic = null, owner = null }) =>
      list.all({ run, type, topic, owner }).map(toWait),
    find(run, path, step) {
      const row = find.get(run, scopeKey(path), step);
      return row && toWait(row);
    },
    answer(wait, { type, value, givenAt }) {
      return commit(database, () => {
        // Looked at again under the write lock: another process may have been quicker.
        const now = find.get(wait.run, scopeKey(wait.path), wait.step);
        if (now?.seq !== wait.seq) return false;
        const result = insertAnswer.run(...keyOf(wait), type, JSON.stringify(value), givenAt);
        return result.changes === 1;
      });
    },
    answerTo(wait) {
      const row = answerTo.get(...keyOf(wait));
      return row && toAnswer(row);
    },
    answered: (owner) => answered.all(owner).map(toWait),
    dropAnswer: (wait) => void commit(database, () => dropAnswer.run(...keyOf(wait))),
  };
}

function toWait(row: WaitRow): WaitRecord {
  return {
    run: runIdSchema.parse(row.run_id),
    workflowId: row.workflow_id === null ? null : workflowIdSchema.parse(row.workflow_id),
    workflowName: row.workflow_name,
    restricted: row.restricted === 1,
    owner: row.owner,
    path: parseScopeKey(row.path),
    step: row.step,
    attempt: row.attempt,
    seq: row.seq,
    // Only the journal writes it, from the typed events.
    type: row.type as WaitType,
    topic: row.topic,
    reason: row.reason,
    target: row.target === null ? null : (JSON.parse(row.target) as WaitTarget),
    since: row.since,
    until: row.until,
    topicPosition: row.topic_position ?? 0,
  };
}

function toAnswer(row: AnswerRow): Answer {
  return {
    // Only this file writes it.
    type: row.answer_type as Answer['type'],
    value: JSON.parse(row.answer_value) as JsonValue,
    givenAt: row.given_at,
  };
}
