import { describe, expect, it } from 'vitest';
import type { RunId } from '@shared/lib/ids';
import type { RunEvent } from '@shared/runs/events';
import { foldRun } from '@shared/runs/reducer';
import { runTreeRows } from './run-tree';
import { emptyStepIndex, indexSteps } from './step-index';

const run = 'run_aaaaaaaaaaaa' as RunId;
const ref = { id: null, hash: 'sha256:0', name: 'Refunds' };
let seq = 0;

function event(part: Record<string, unknown>): RunEvent {
  seq += 1;
  return { run, seq, time: seq, ...part } as unknown as RunEvent;
}

function ran(step: string, path: unknown[] = []): RunEvent[] {
  const at = { step, path, attempt: 1 };
  return [
    event({ type: 'step.started', ...at, key: 'k', input: { value: null } }),
    event({ type: 'step.completed', ...at, output: { value: step }, taken: ['out'], duration: 5 }),
  ];
}

function body(step: string, iteration: number, path: unknown[] = [], more = {}): RunEvent {
  return event({ type: 'scope.started', step, path, iteration, locals: { value: {} }, ...more });
}

const loop0 = [{ step: 'each', iteration: 0 }];
const loop1 = [{ step: 'each', iteration: 1 }];
const called = [{ step: 'call', iteration: 0 }];
const state = foldRun([
  event({ type: 'run.created', workflow: { ...ref, name: 'Orders' }, input: { value: null } }),
  event({ type: 'run.started', vars: {} }),
  ...ran('start'),
  ...ran('each'),
  body('each', 0),
  ...ran('price', loop0),
  body('each', 1),
  ...ran('price', loop1),
  ...ran('call'),
  body('call', 0, [], { workflow: { ...ref, folder: null }, input: { value: 1 }, vars: {} }),
  ...ran('start', called),
  ...ran('refund', called),
]);
const names = { titleOf: (step: string) => step.toUpperCase(), isEntry: () => false };
const labels = (...expanded: string[]) =>
  runTreeRows(state, new Set(expanded), names).map(({ level, label }) => `${level} ${label}`);

describe('runTreeRows', () => {
  it('shows the top and what can be unfolded', () => {
    expect(labels()).toEqual(['1 START', '1 EACH', '1 CALL']);
    const rows = runTreeRows(state, new Set(), names);
    expect(rows.map(({ expanded }) => expanded)).toEqual([undefined, false, false]);
  });

  it('unfolds iterations, and the steps of a called workflow under its name', () => {
    expect(labels('each', 'each[1]')).toEqual([
      '1 START',
      '1 EACH',
      '2 Iteration 1',
      '2 Iteration 2',
      '3 PRICE',
      '1 CALL',
    ]);
    expect(labels('call')).toEqual(['1 START', '1 EACH', '1 CALL', '2 start', '2 refund']);
    const call = runTreeRows(state, new Set(), names).find(({ key }) => key === 'call');
    expect(call?.calls).toBe('Refunds');
  });
});

describe('indexSteps', () => {
  it('keeps the steps of called workflows off the boxes of this one', () => {
    const index = indexSteps(state, emptyStepIndex);
    expect([...index.keys()]).toEqual(['start', 'each', 'price', 'call']);
    expect(index.get('start')?.runs).toHaveLength(1);
    expect(index.get('price')?.runs).toHaveLength(2);
  });

  it('has only the steps of the call when the called workflow is looked at', () => {
    const index = indexSteps(state, emptyStepIndex, called);
    expect([...index.keys()]).toEqual(['start', 'refund']);
    expect(index.get('start')?.runs[0]?.path).toEqual(called);
    const rows = runTreeRows(state, new Set(['call']), names, called);
    expect(rows.map(({ label }) => label)).toEqual(['start', 'each', 'call', 'START', 'REFUND']);
  });
});
