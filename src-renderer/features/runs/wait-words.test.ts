import { describe, expect, it } from 'vitest';
import type { StepRun } from '@shared/runs/state';
import { clockText, waitKind, waitText } from './wait-words';

function waiting(part: Partial<StepRun>): StepRun {
  return { step: 's', path: [], status: 'waiting', attempt: 1, logCount: 0, startedAt: 1, ...part };
}

describe('waitText', () => {
  it('says what would end the wait', () => {
    expect(waitText(waiting({ waitsFor: { type: 'event', topic: 'paid' } }))).toBe(
      'for the event “paid”',
    );
    expect(waitText(waiting({ waitsFor: { type: 'approval', title: 'Refund' } }))).toBe(
      'for approval: Refund',
    );
    const due = new Date(2026, 1, 3, 14, 5).getTime();
    expect(waitText(waiting({ due }))).toContain('14:05');
    expect(clockText(due, due - 60_000)).toBe('14:05');
    expect(clockText(due, due - 86_400_000)).toBe('3 Feb 2026, 14:05');
  });

  it('tells a step that has not begun from one that waits at work', () => {
    const { startedAt: _, ...held } = waiting({ waitReason: 'Rate limit of 5 in 1 s' });
    expect(waitKind(held)).toBe('turn');
    expect(waitText(held)).toBe('for its turn: Rate limit of 5 in 1 s');
  });
});
