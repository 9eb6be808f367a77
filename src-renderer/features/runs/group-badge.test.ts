import { describe, expect, it } from 'vitest';
import type { StepStatus } from '@shared/runs/events';
import { groupBadge } from './group-badge';
import type { StepRuns } from './step-index';

function runs(status: StepStatus, duration = 10): StepRuns {
  return { runs: [], status, failed: status === 'failed' ? 1 : 0, duration };
}

describe('the badge of a collapsed group', () => {
  it('is none while nothing in it has run', () => {
    expect(groupBadge([undefined, undefined])).toBeUndefined();
    expect(groupBadge([runs('pending'), undefined])).toBeUndefined();
  });

  it('shows what matters most: a failure before work, work before a success', () => {
    const stateOf = (...statuses: StepStatus[]) =>
      groupBadge(statuses.map((status) => runs(status)))?.state;
    expect(stateOf('completed', 'running', 'failed')).toBe('failed');
    expect(stateOf('failed', 'interrupted')).toBe('interrupted');
    expect(stateOf('completed', 'waiting', 'running')).toBe('running');
    expect(stateOf('completed', 'queued', 'waiting')).toBe('waiting');
    expect(stateOf('skipped', 'completed')).toBe('success');
    expect(stateOf('skipped', 'skipped')).toBe('skipped');
  });

  it('counts what is over, and tells the time of work once all is', () => {
    expect(groupBadge([runs('completed'), runs('running'), undefined])).toEqual({
      state: 'running',
      ended: 1,
      total: 3,
      failed: 0,
    });
    expect(groupBadge([runs('completed', 20), runs('failed', 5), runs('skipped', 0)])).toEqual({
      state: 'failed',
      ended: 3,
      total: 3,
      failed: 1,
      duration: 25,
    });
  });
});
