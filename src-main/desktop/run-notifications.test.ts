import type { RunSummary } from '@shared/ipc/runs';
import { describe, expect, it } from 'vitest';
import { createRunNotifications, type RunNotice } from './run-notifications';

function run(status: RunSummary['status'], rest: Partial<RunSummary> = {}): RunSummary {
  return {
    id: 'run_1',
    workflowId: 'wf_1',
    workflowName: 'Payroll',
    status,
    startedAt: 0,
    endedAt: 60_000,
    error: null,
    ...rest,
  } as RunSummary;
}

function open(options: { watched?: boolean; wanted?: boolean } = {}) {
  const shown: RunNotice[] = [];
  const changed = createRunNotifications({
    isWatched: () => options.watched ?? false,
    isWanted: () => options.wanted ?? true,
    show: (notice) => shown.push(notice),
  });
  return { changed, titles: () => shown.map(({ title }) => title), shown };
}

describe('createRunNotifications', () => {
  it('tells once when a run waits, and once how it ended', () => {
    const { changed, titles } = open();
    for (const status of [
      'queued',
      'running',
      'waiting',
      'waiting',
      'running',
      'completed',
    ] as const) {
      changed(run(status));
    }
    expect(titles()).toEqual(['Payroll waits', 'Payroll is completed']);
  });

  it('says why a run failed, and keeps quiet about short ones that went well', () => {
    const { changed, shown } = open();
    const error = { code: 'X', kind: 'user' as const, message: 'Out of paper' };
    changed(run('failed', { endedAt: 100, error }));
    changed(run('completed', { id: 'run_2' as RunSummary['id'], endedAt: 100 }));
    expect(shown).toEqual([{ title: 'Payroll failed', body: 'Out of paper', workflowId: 'wf_1' }]);
  });

  it('keeps quiet while somebody looks, and when nobody wants it', () => {
    for (const options of [{ watched: true }, { wanted: false }]) {
      const { changed, titles } = open(options);
      changed(run('failed'));
      expect(titles()).toEqual([]);
    }
  });
});
