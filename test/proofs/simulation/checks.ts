import { isDeepStrictEqual } from 'node:util';
import { RunRecord } from '../../../src-main/engine/run-record';
import type { ScopeRecord, StepRecord } from '../../../src-main/engine/step-record';
import type { RunEvent, StepStatus } from '../../../src-shared/runs/events';
import { stepRunKey, type ScopePath } from '../../../src-shared/runs/scope-path';
import { foldRun } from '../../../src-shared/runs/reducer';
import type { RunState } from '../../../src-shared/runs/state';
import type { Work } from './process';

// What must be true of every log. Each check gives what is wrong, in words.

/** Numbers without gaps; told is what was kept; the state is the fold; the run has come to an end. */
export function checkWork(work: Work, before: number): string[] {
  const { log, published, state, shown } = work;
  const problems: string[] = [];
  log.forEach((event, at) => {
    if (event.seq !== at + 1) problems.push(`event ${at + 1} has the number ${event.seq}`);
  });
  if (!isDeepStrictEqual(published, log.slice(before))) {
    problems.push('what was published is not what was kept');
  }
  if (state === null) problems.push(`the run stands still as ${shown.status}`);
  else problems.push(...checkRest(state));
  if (state !== null && !sameState(foldRun(log), state))
    problems.push('the fold of the log is not the state');
  return problems;
}

/** Nothing seems to be at work in a run that is over. */
function checkRest({ status, steps }: RunState): string[] {
  const isOver = status === 'completed' || status === 'failed' || status === 'cancelled';
  if (!isOver) return [];
  return [...steps]
    .filter(([, run]) => !isOff(run.status) && !endings.has(run.status))
    .map(([key, run]) => `the run is ${status}, and ${key} is ${run.status}`);
}

const endings: ReadonlySet<StepStatus> = new Set(['completed', 'failed', 'skipped']);

export function sameState(one: RunState, other: RunState): boolean {
  return isDeepStrictEqual(plain(one), plain(other));
}

/** Maps of a state hide their entries from a comparison. */
function plain(state: RunState) {
  return {
    ...state,
    steps: [...state.steps],
    scopes: [...state.scopes],
    frames: [...state.frames],
  };
}

/**
 * What has ended well never starts again, and an unsafe attempt that had started is not done again
 * by itself. A container that its own policy tries again runs its bodies anew.
 */
export function checkOnce(log: readonly RunEvent[], isUnsafe: (event: Started) => boolean) {
  const ended = new Map<string, ScopePath>();
  const waiting = new Map<string, boolean>();
  const problems: string[] = [];
  for (const event of log) {
    if (!('path' in event)) continue;
    const key = stepRunKey(event.path, event.step);
    switch (event.type) {
      case 'step.completed':
        ended.set(key, event.path);
        break;
      case 'step.skipped':
        if (event.reason !== 'not-taken') ended.set(key, event.path);
        break;
      case 'step.retrying':
        for (const inside of ended.keys()) if (inside.startsWith(`${key}[`)) ended.delete(inside);
        break;
      case 'step.waiting':
        waiting.set(key, (event.effects ?? 0) === 0);
        break;
      case 'step.resumed':
        waiting.delete(key);
        break;
      case 'step.started': {
        if (ended.has(key)) problems.push(`${key} had ended and started again (${event.seq})`);
        const safe = !event.recovered || waiting.get(key) === true || !isUnsafe(event);
        if (!safe) problems.push(`unsafe ${key} was done again by itself (${event.seq})`);
        if (!event.recovered) waiting.delete(key);
        break;
      }
    }
  }
  return problems;
}

export type Started = Extract<RunEvent, { readonly type: 'step.started' }>;

/** The two folds of a log, for the eye and for going on, agree about every step run. */
export function checkRecord(log: readonly RunEvent[]): string[] {
  const state = foldRun(log);
  const problems: string[] = [];
  const visit = (scope: ScopeRecord, path: ScopePath, isOver: boolean): void => {
    const wasLeft = [...scope.steps.values()].some(({ end }) => end !== null && 'leaves' in end);
    for (const record of scope.steps.values()) {
      const key = stepRunKey(path, record.step);
      const run = state.steps.get(key);
      const status = run?.status ?? 'pending';
      // What a container has left behind is not gone on with, and is not shown as if it were.
      const isLeftBehind = isOver && record.end === null;
      const isRight = isLeftBehind
        ? isOff(status)
        : fits(record, status) || (wasLeft && record.end === null && isOff(status));
      if (!isRight) {
        problems.push(`${key} is ${status}, but recorded as ${record.end?.type ?? record.stage}`);
      }
      for (const [iteration, body] of record.bodies ?? []) {
        const inside = [...path, { step: record.step, iteration }];
        visit(body, inside, isOver || record.end !== null || status === 'cancelled');
      }
    }
  };
  visit(new RunRecord(log).top, [], false);
  return problems;
}

function isOff(status: StepStatus): boolean {
  return status === 'cancelled' || status === 'pending';
}

const endsOf: Readonly<Record<string, readonly string[]>> = {
  'step.completed': ['completed'],
  'step.failed': ['failed', 'skipped'],
  'step.skipped': ['skipped'],
  'step.cancelled': ['cancelled'],
};

function fits({ end, stage, attempt }: StepRecord, status: StepStatus): boolean {
  if (end !== null) return endsOf[end.type]?.includes(status) ?? false;
  switch (stage) {
    case 'pending':
      return status === 'pending' || status === 'queued' || status === 'waiting';
    case 'asking':
      return status === 'interrupted' || status === 'queued' || status === 'pending';
    case 'skipping':
      return status === 'queued';
    case 'waiting':
      // One that has to come to its wait again shows as running until it does.
      return status === 'waiting' || status === 'pending' || (attempt?.openWait ?? null) !== null;
    case 'running':
      return status === 'running' || status === 'pending';
    default:
      return status === stage || status === 'pending' || status === 'waiting';
  }
}
