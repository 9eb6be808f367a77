import type { RunId } from '@shared/lib/ids';
import type { JsonValue } from '@shared/lib/json';
import { commit } from '../commit';
import type { Database } from '../database';

// Events that were emitted, in one order for all processes that use the profile.

export interface StoredTopicEvent {
  /** Counts up over all topics. */
  readonly position: number;
  readonly id: string;
  readonly topic: string;
  readonly data: JsonValue;
  readonly time: number;
}

export interface TopicsRepository {
  /** Keeps an event; one with that id that is there already stays as it is. */
  emit(event: Omit<StoredTopicEvent, 'position'>): { readonly repeated: boolean };
  /** Events of a topic after a position, in order. */
  after(topic: string, position: number, limit: number): StoredTopicEvent[];
  /** Newest first. */
  recent(topic: string | undefined, limit: number): StoredTopicEvent[];
  /** Whether an event ended an earlier wait of the run: one that ended before event `seq` of its log. */
  wasDelivered(run: RunId, position: number, seq: number): boolean;
  /** Removes events from before a time that no open run can wait for any more; how many. */
  removeBefore(time: number): number;
}

interface EventRow {
  readonly position: number;
  readonly id: string;
  readonly topic: string;
  readonly data: string;
  readonly emitted_at: number;
}

export function createTopicsRepository(database: Database): TopicsRepository {
  const insert = database.prepare<[string, string, string, number]>(`
    INSERT INTO topic_events (id, topic, data, emitted_at) VALUES (?, ?, ?, ?)
    ON CONFLICT (id) DO NOTHING
  `);
  const after = database.prepare<[string, number, number], EventRow>(
    'SELECT * FROM topic_events WHERE topic = ? AND position > ? ORDER BY position LIMIT ?',
  );
  const recent = database.prepare<[{ topic: string | null; limit: number }], EventRow>(`
    SELECT * FROM topic_events WHERE :topic IS NULL OR topic = :topic
    ORDER BY position DESC LIMIT :limit
  `);
  const delivered = database.prepare<[string, number, number]>(
    'SELECT 1 FROM topic_deliveries WHERE run_id = ? AND position = ? AND seq < ?',
  );
  const removeBefore = database.prepare<[number]>(`
    DELETE FROM topic_events WHERE emitted_at < ? AND position <= (
      SELECT coalesce(min(topic_position), (SELECT max(position) FROM topic_events)) FROM runs
      WHERE status IN ('queued', 'running', 'paused', 'waiting', 'interrupted')
    )
  `);
  return {
    emit: ({ id, topic, data, time }) =>
      commit(database, () => ({
        repeated: insert.run(id, topic, JSON.stringify(data), time).changes === 0,
      })),
    after: (topic, position, limit) => after.all(topic, position, limit).map(toEvent),
    recent: (topic, limit) => recent.all({ topic: topic ?? null, limit }).map(toEvent),
    wasDelivered: (run, position, seq) => delivered.get(run, position, seq) !== undefined,
    removeBefore: (time) => commit(database, () => removeBefore.run(time).changes),
  };
}

function toEvent(row: EventRow): StoredTopicEvent {
  return {
    position: row.position,
    id: row.id,
    topic: row.topic,
    data: JSON.parse(row.data) as JsonValue,
    time: row.emitted_at,
  };
}
