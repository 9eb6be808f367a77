import { describe, expect, it } from 'vitest';
import type { StepRun } from '@shared/runs/state';
import { clockText, waitKind, waitsForTimes, waitText } from './wait-words';

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

  it('knows whether a run goes on by itself', () => {
    const goesOn = (...steps: readonly StepRun[]): boolean =>
      waitsForTimes({ steps: new Map(steps.map((step, at) => [String(at), step])) });
    const time = waiting({ due: 5 });
    expect(goesOn(time)).toBe(true);
    expect(goesOn(time, waiting({ waitsFor: { type: 'event', topic: 'paid' } }))).toBe(false);
    expect(goesOn(time, waiting({ waitsFor: { type: 'approval', title: 'Refund' } }))).toBe(false);
    expect(goesOn(time, { ...time, status: 'interrupted' })).toBe(false);
  });

  it('tells a step that has not begun from one that waits at work', () => {
    const { startedAt: _, ...held } = waiting({ waitReason: 'Rate limit of 5 in 1 s' });
    expect(waitKind(held)).toBe('turn');
    expect(waitText(held)).toBe('for its turn: Rate limit of 5 in 1 s');
  });
});
