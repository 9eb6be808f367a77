import type { ContentHash, RunId } from '@shared/lib/ids';
import type { JsonValue } from '@shared/lib/json';
import type { RunEvent } from '@shared/runs/events';
import { onTestFinished } from 'vitest';
import { openDatabase, type OpenOptions, type Store } from '../../src-main/storage/open-database';
import { createVersionsRepository } from '../../src-main/storage/repositories/versions';

/** A store that is closed after the test. */
export async function openStore(profile: string, options: Partial<OpenOptions> = {}) {
  const store = await openDatabase({ profile, ...options });
  onTestFinished(() => store.close());
  return store;
}

export function runId(number: number): RunId {
  return `run_${String(number).padStart(12, '0')}` as RunId;
}

export function putVersion(store: Store, text = 'stepwell: 1\nname: Test\n'): ContentHash {
  return createVersionsRepository(store.database).put(text, 1_000);
}

/** The log of a run with one step, event by event. */
export function eventsOfRun(
  run: RunId,
  hash: ContentHash,
  output: JsonValue = { ok: true },
): RunEvent[] {
  const base = (seq: number) => ({ run, seq, time: 1_000 + seq });
  const step = { step: 'fetch', path: [] };
  return [
    {
      ...base(1),
      type: 'run.created',
      workflow: { id: null, hash, name: 'Test' },
      input: { value: { n: 1 } },
      startedBy: 'test',
    },
    { ...base(2), type: 'run.started', vars: {} },
    { ...base(3), type: 'step.queued', ...step },
    {
      ...base(4),
      type: 'step.started',
      ...step,
      attempt: 1,
      key: 'key-1',
      input: { value: { url: 'x' } },
    },
    {
      ...base(5),
      type: 'step.completed',
      ...step,
      attempt: 1,
      output: { value: output },
      taken: ['out'],
      duration: 1.5,
    },
    { ...base(6), type: 'run.completed', output: { value: output } },
  ];
}
