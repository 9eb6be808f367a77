import type { Contract } from '@shared/ipc/contract';
import type { Handlers } from '@shared/ipc/define-contract';
import type { TopicService } from '../../services/topic-service';

export function createTopicHandlers(topics: TopicService): Handlers<Contract>['topics'] {
  return {
    emit: ({ topic, data, id }) => topics.emit(topic, data, id),
    recent: ({ topic, limit }) => topics.recent(topic, limit),
    waits: ({ runId }) => topics.waits(runId),
  };
}
