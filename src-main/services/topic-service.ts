import { randomUUID } from 'node:crypto';
import { AppError } from '@shared/errors/app-error';
import type { TopicEvent, Wait } from '@shared/ipc/topics';
import type { RunId } from '@shared/lib/ids';
import type { JsonValue } from '@shared/lib/json';
import { topicPattern } from '@shared/steps/lib/topic';
import type { StepTopics } from '../steps/step-host';
import type { TopicsRepository } from '../storage/repositories/topics';
import type { WaitRecord, WaitsRepository } from '../storage/repositories/waits';

// Events by topic: kept first, then given to whoever waits, in this process and in others.

export interface Emitted {
  readonly id: string;
  /** An event with that id was there already; nothing new was emitted. */
  readonly repeated: boolean;
  /** Steps that waited for the topic, in all processes. */
  readonly waiting: number;
}

export interface TopicService extends StepTopics {
  /** Resolves when the event is kept. */
  emit(topic: string, data: JsonValue, id?: string): Promise<Emitted>;
  /** Newest first. */
  recent(topic: string | undefined, limit: number): TopicEvent[];
  /** What open runs wait for, oldest first. */
  waits(run?: RunId): Wait[];
}

export interface TopicParts {
  readonly topics: TopicsRepository;
  readonly waits: Pick<WaitsRepository, 'list'>;
  readonly now: () => number;
  /** An event was kept. */
  readonly onEmitted: () => void;
}

/** Characters of JSON: an event stands in the log of every run that it ends a wait of. */
const dataLimit = 60_000;

export function createTopicService(parts: TopicParts): TopicService {
  const { topics, waits, now } = parts;

  function keep(topic: string, data: JsonValue, id: string): Emitted {
    checkTopic(topic);
    checkData(topic, data);
    const waiting = waits.list({ type: 'event', topic }).length;
    const { repeated } = topics.emit({ id, topic, data, time: now() });
    if (!repeated) parts.onEmitted();
    return { id, repeated, waiting };
  }

  return {
    // Asynchronous, so that what goes wrong is a rejection like any other.
    emit: async (topic, data, id = randomUUID()) => keep(topic, data, id),
    recent: (topic, limit) =>
      topics
        .recent(topic, limit)
        .map(({ id, topic: name, data, time }) => ({ id, topic: name, data, time })),
    waits: (run) => waits.list({ run }).map(toWait),
  };
}

function toWait(wait: WaitRecord): Wait {
  const { run, workflowId, workflowName, path, step, type, topic, reason, since, until } = wait;
  return {
    runId: run,
    workflowId,
    workflowName,
    path: [...path],
    step,
    type,
    topic,
    reason,
    since,
    until,
  };
}

function checkTopic(topic: string): void {
  if (topicPattern.test(topic)) return;
  throw new AppError({
    code: 'TOPIC_INVALID',
    kind: 'user',
    message: `"${topic.slice(0, 100)}" is no name of a topic.`,
    hint: 'Use letters, digits and _ . : / - and begin with a letter or digit, such as order.paid.',
  });
}

function checkData(topic: string, data: JsonValue): void {
  const { length } = JSON.stringify(data);
  if (length <= dataLimit) return;
  throw new AppError({
    code: 'TOPIC_DATA_TOO_LARGE',
    kind: 'user',
    message: `The data of the event "${topic}" is ${Math.ceil(length / 1_000)} kB of JSON; the limit is ${dataLimit / 1_000} kB.`,
    hint: 'Write it to a file and put the path into the event.',
  });
}
