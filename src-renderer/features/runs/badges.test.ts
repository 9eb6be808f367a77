import { describe, expect, it } from 'vitest';
import type { StepRun } from '@shared/runs/state';
import { edgeBadge, edgeEnds } from './edge-badge';
import { stepBadge } from './step-badge';
import type { StepRuns } from './step-index';

function runs(status: StepRun['status'], ...list: Partial<StepRun>[]): StepRuns {
  return {
    status,
    failed: list.filter((run) => run.status === 'failed').length,
    duration: 30,
    runs: list.map((run) => ({ step: 's', path: [], status, attempt: 1, logCount: 0, ...run })),
  };
}

describe('stepBadge', () => {
  it('sums up the runs of a step in a loop', () => {
    const badge = stepBadge(
      runs(
        'failed',
        { status: 'completed' },
        { status: 'failed', error: { code: 'X', kind: 'user', message: 'No such file' } },
      ),
    );
    expect(badge).toEqual({
      state: 'failed',
      duration: 30,
      count: 2,
      failed: 1,
      detail: 'No such file',
    });
  });

  it('says since when a step runs and which attempt it is', () => {
    expect(stepBadge(runs('running', { startedAt: 5, attempt: 2 }))).toEqual({
      state: 'running',
      since: 5,
      attempt: 2,
    });
  });

  it('says what a step gave that ran once', () => {
    const output = { value: [1, 2, 3] };
    expect(stepBadge(runs('completed', { output }))?.gave).toBe('3 items');
    expect(stepBadge(runs('completed', { output }, { output }))?.gave).toBeUndefined();
    expect(stepBadge(runs('failed', { output }))?.gave).toBeUndefined();
  });

  it('has nothing to say about a step that has not run', () => {
    expect(stepBadge(runs('pending', {}))).toBeUndefined();
  });
});

describe('edgeBadge', () => {
  const ends = { from: 'check', fromPort: 'true', to: 'notify' };

  it('reads the ends from the id', () => {
    expect(edgeEnds('check.true -> notify.in')).toEqual(ends);
    expect(edgeEnds('nonsense')).toBeUndefined();
  });

  it('follows the port: pending, dead, taken with a count, active while the target works', () => {
    const taken = { taken: ['true'] };
    expect([
      edgeBadge(ends, runs('running', {}), undefined),
      edgeBadge(ends, runs('completed', { taken: ['false'] }), undefined),
      edgeBadge(ends, runs('completed', taken, taken), runs('completed', {})),
      edgeBadge(ends, runs('completed', taken), runs('running', {})),
    ]).toEqual([
      { state: 'pending' },
      { state: 'dead' },
      { state: 'taken', count: 2 },
      { state: 'active' },
    ]);
  });
});
