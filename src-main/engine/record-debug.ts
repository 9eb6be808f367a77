import type { EventOf, ScopeRecord, StepEnd, StepRecord } from './step-record';

// What a debugger has done to the steps of a run, as the engine needs it to go on; the reducer's side
// is in src-shared/runs/reduce-debug.ts.

export function pause(record: StepRecord, event: EventOf<'run.paused'>): void {
  record.stop = event;
  record.stopNext = null;
  if (event.place !== 'before' || event.input === undefined) return;
  const { input, draws } = event;
  record.given = { input, draws, edited: record.given?.edited };
}

export function change(record: StepRecord, { what, value }: EventOf<'step.changed'>): void {
  if (what === 'input') {
    record.given = { input: value, edited: true };
    return;
  }
  const { end } = record;
  if (end?.type === 'step.completed' || end?.type === 'step.failed') {
    record.end = { ...end, output: value };
  }
}

export function restart(
  scope: ScopeRecord,
  record: StepRecord,
  { attempt, input }: EventOf<'step.restarted'>,
): void {
  takeBack(scope, record, attempt - 1);
  record.given = input === undefined ? null : { input, edited: true };
  record.stopNext = 'restart';
}

/** As if it had never begun, but that its attempts count on. */
function takeBack(scope: ScopeRecord, record: StepRecord, attempts: number): void {
  const at = scope.ends.indexOf(record);
  if (at >= 0) scope.ends.splice(at, 1);
  record.end = null;
  over(record, attempts);
  record.base = record.last;
  record.stage = 'pending';
  record.bodies = null;
  record.stop = null;
  record.given = null;
  record.stopNext = null;
  record.agreed = false;
}

export function jump(scope: ScopeRecord, event: EventOf<'scope.jumped'>): void {
  for (const id of event.reset) {
    scope.forced.delete(id);
    const record = scope.steps.get(id);
    if (record === undefined) continue;
    takeBack(scope, record, Math.max(record.attempt?.number ?? 0, attemptOf(record.end)));
    record.anew = record.last > 0;
  }
  for (const id of event.skipped) passOver(scope, scope.step(id), event);
  scope.forced.add(event.to);
  scope.step(event.to).stopNext = 'goto';
}

function attemptOf(end: StepEnd | null): number {
  return end === null || end.type === 'step.skipped' ? 0 : end.attempt;
}

/** Nothing follows from it. */
function passOver(scope: ScopeRecord, record: StepRecord, event: EventOf<'scope.jumped'>): void {
  const { end } = record;
  record.stop = null;
  if (end !== null && end.type !== 'step.cancelled') {
    const { leaves: _leaves, ...rest } = end as EventOf<'step.completed'>;
    record.end = { ...rest, taken: [] };
    return;
  }
  const { run, seq, time, path } = event;
  if (end === null) scope.ends.push(record);
  const skipped = { type: 'step.skipped', reason: 'jump', taken: [] } as const;
  record.end = { run, seq, time, path, step: record.step, ...skipped };
}

/** Attempts up to this one are over. */
export function over(record: StepRecord, attempt: number): void {
  record.last = Math.max(record.last, attempt);
  record.attempt = null;
}
