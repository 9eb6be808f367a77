import type { RunId } from '@shared/lib/ids';
import type { RunEvent, WaitTarget } from '@shared/runs/events';
import { scopeKey } from '@shared/runs/scope-path';
import type { Database } from './database';

// Keeps the table of open waits in step with the log, inside the journal's transaction. What is in
// it can be read without a run's log: approvals, topics that are waited for, decisions.

export interface WaitIndex {
  /** Must be called inside the transaction that writes the event. */
  note(event: RunEvent): void;
}

type StepEvent = Extract<RunEvent, { readonly type: `step.${string}` }>;

/** More known waits than this are forgotten and read again, so that memory stays bounded. */
const knownLimit = 10_000;

export function createWaitIndex(database: Database): WaitIndex {
  const statements = prepareStatements(database);
  /**
   * Step runs by run that have had a wait. Most step runs never wait, and asking the database at the
   * end of each would cost more than writing it. A key too many does no harm.
   */
  const known = new Map<RunId, Set<string>>();

  function knownOf(run: RunId): Set<string> {
    let keys = known.get(run);
    if (!keys || keys.size > knownLimit) {
      keys = new Set(statements.ofRun.all(run).map(({ path, step }) => `${path}/${step}`));
      known.set(run, keys);
    }
    return keys;
  }

  function begin(event: StepEvent, wait: Wait): void {
    const path = scopeKey(event.path);
    knownOf(event.run).add(`${path}/${event.step}`);
    statements.insert.run({
      run: event.run,
      path,
      step: event.step,
      seq: event.seq,
      since: event.time,
      ...wait,
    });
  }

  function end(event: StepEvent): void {
    const path = scopeKey(event.path);
    if (!knownOf(event.run).has(`${path}/${event.step}`)) return;
    statements.remove.run(event.run, path, event.step);
    statements.removeAnswers.run(event.run, path, event.step);
  }

  return {
    note(event) {
      switch (event.type) {
        case 'run.completed':
        case 'run.failed':
        case 'run.cancelled':
          statements.removeAll.run(event.run);
          statements.removeAllAnswers.run(event.run);
          known.delete(event.run);
          return;
        case 'step.waiting':
          begin(event, waitOf(event));
          return;
        case 'step.interrupted':
          begin(event, { ...decisionWait, attempt: event.attempt });
          return;
        case 'step.resumed': {
          const position = positionOf(event.signal);
          if (position !== undefined) statements.deliver.run(event.run, position, event.seq);
          end(event);
          return;
        }
        case 'step.started':
          // After a crash the attempt is taken up again and its wait is still the same one.
          if (!event.recovered) end(event);
          return;
        case 'step.decided':
        case 'step.retrying':
        case 'step.completed':
        case 'step.failed':
        case 'step.skipped':
        case 'step.cancelled':
          end(event);
          return;
        default:
      }
    },
  };
}

interface Wait {
  readonly attempt: number;
  readonly type: 'time' | 'event' | 'approval' | 'decision';
  readonly topic: string | null;
  readonly fromStart: number;
  readonly reason: string;
  readonly target: string | null;
  readonly until: number | null;
}

const decisionWait = {
  type: 'decision',
  topic: null,
  fromStart: 0,
  reason: 'may have had its effect when Stepwell ended',
  target: null,
  until: null,
} as const;

function waitOf(event: Extract<RunEvent, { type: 'step.waiting' }>): Wait {
  const target: WaitTarget = event.for ?? { type: 'time' };
  return {
    attempt: event.attempt,
    type: target.type,
    topic: target.type === 'event' ? target.topic : null,
    fromStart: target.type === 'event' && target.since === 'run-start' ? 1 : 0,
    reason: event.reason,
    target: target.type === 'time' ? null : JSON.stringify(target),
    until: event.until,
  };
}

/** Which emitted event it was that came; undefined for anything else. */
function positionOf(
  signal: Extract<RunEvent, { type: 'step.resumed' }>['signal'],
): number | undefined {
  if (!signal || !('value' in signal)) return undefined;
  const { value } = signal;
  if (typeof value !== 'object' || value === null || !('position' in value)) return undefined;
  return typeof value.position === 'number' ? value.position : undefined;
}

type InsertParameters = Wait & {
  readonly run: string;
  readonly path: string;
  readonly step: string;
  readonly seq: number;
  readonly since: number;
};

function prepareStatements(database: Database) {
  return {
    ofRun: database.prepare<[string], { path: string; step: string }>(
      'SELECT path, step FROM waits WHERE run_id = ?',
    ),
    // A wait that goes on after a crash is announced again and stays the one it was, so that events
    // and answers from in between are for it.
    insert: database.prepare<[InsertParameters]>(
      `
      INSERT INTO waits (run_id, path, step, attempt, seq, type, topic, reason, target, since, until,
        topic_position)
      VALUES (:run, :path, :step, :attempt, :seq, :type, :topic, :reason, :target, :since, :until,
        CASE
          WHEN :type <> 'event' THEN NULL
          WHEN :fromStart = 1 THEN (SELECT topic_position FROM runs WHERE id = :run)
          ELSE (SELECT coalesce(max(position), 0) FROM topic_events)
        END)
      ON CONFLICT (run_id, path, step) DO UPDATE SET
        attempt = excluded.attempt, type = excluded.type, topic = excluded.topic,
        reason = excluded.reason, target = excluded.target, until = excluded.until,
        seq = CASE WHEN same_wait THEN seq ELSE excluded.seq END,
        since = CASE WHEN same_wait THEN since ELSE excluded.since END,
        topic_position = CASE WHEN same_wait THEN topic_position ELSE excluded.topic_position END
    `.replaceAll('same_wait', '(attempt = excluded.attempt AND target IS excluded.target)'),
    ),
    remove: database.prepare<[string, string, string]>(
      'DELETE FROM waits WHERE run_id = ? AND path = ? AND step = ?',
    ),
    removeAll: database.prepare<[string]>('DELETE FROM waits WHERE run_id = ?'),
    removeAnswers: database.prepare<[string, string, string]>(
      'DELETE FROM answers WHERE run_id = ? AND path = ? AND step = ?',
    ),
    removeAllAnswers: database.prepare<[string]>('DELETE FROM answers WHERE run_id = ?'),
    deliver: database.prepare<[string, number, number]>(
      'INSERT OR IGNORE INTO topic_deliveries (run_id, position, seq) VALUES (?, ?, ?)',
    ),
  };
}
