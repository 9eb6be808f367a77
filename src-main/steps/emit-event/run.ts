import type { EmitEventConfig } from '@shared/steps/emit-event/definition';
import type { StepRunner } from '../../engine/types';
import { finalError } from '../../engine/step-error';
import { plainJson } from '../lib/plain-json';
import type { StepHost } from '../step-host';

export function createEmitEventRunner({
  topics,
}: Pick<StepHost, 'topics'>): StepRunner<EmitEventConfig> {
  return async ({ config, idempotencyKey: id, effect }) => {
    const { topic } = config;
    const data = config.data === undefined ? null : plainJson(config.data);
    await effect('event', { topic, data }, async () => {
      if (!topics) throw noTopics();
      // The attempt's key names the event: the attempt repeated after a crash emits it once.
      await topics.emit(topic, data, id);
      return { id };
    });
    return { output: { id, topic } };
  };
}

function noTopics() {
  return finalError({
    code: 'TOPIC_UNAVAILABLE',
    kind: 'bug',
    message: 'Nothing here keeps events.',
  });
}
