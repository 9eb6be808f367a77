import type { JsonValue } from '@shared/lib/json';
import { describe, expect, it } from 'vitest';
import { runStep } from '../lib/test-context';
import { createEmitEventRunner } from './run';

describe('emit-event', () => {
  it('emits under the key of the attempt and says so', async () => {
    const emitted: [string, JsonValue, string][] = [];
    const run = createEmitEventRunner({
      topics: { emit: async (...event) => void emitted.push(event) },
    });
    const { output } = await runStep('emit-event', run, { topic: 'a.b', data: { n: [1] } });
    expect(emitted).toEqual([['a.b', { n: [1] }, 'run-1/step/1']]);
    expect(output).toEqual({ id: 'run-1/step/1', topic: 'a.b' });
    await runStep('emit-event', run, { topic: 'a.b' });
    expect(emitted[1]?.[1]).toBeNull();
  });

  it('passes on why the event was not kept', async () => {
    const run = createEmitEventRunner({ topics: { emit: () => Promise.reject(new Error('no')) } });
    await expect(runStep('emit-event', run, { topic: 'a' })).rejects.toThrow('no');
    await expect(runStep('emit-event', createEmitEventRunner({}), {})).rejects.toMatchObject({
      code: 'TOPIC_UNAVAILABLE',
    });
  });
});
