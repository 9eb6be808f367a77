import { cutOffBodies } from './cut-off';
import type { Draft, StepRunDraft } from './draft';
import type { RunEvent } from './events';
import { hasEnded } from './has-ended';
import { scopeKey, type ScopePath } from './scope-path';
import { hasOpenScope, putStepRun } from './put-step-run';
import type { ScopeCounts, StepRun } from './state';

type StepEvent = Extract<RunEvent, { readonly path: ScopePath }>;

const noScopes: ScopeCounts = { started: 0, completed: 0, failed: 0, cancelled: 0, left: 0 };

/** Folds the events of one step run. An event type that this version does not know changes nothing. */
export function reduceStepEvent(draft: Draft, event: StepEvent): void {
  const { type } = event;
  if (type === 'scope.started' || type === 'scope.completed') {
    reduceScopeEvent(draft, event);
    return;
  }
  if (type === 'step.started') {
    start(draft, event);
    return;
  }
  const changes = changesOf(draft, event);
  if (changes === null) return;
  const key = keyOf(event);
  const before = draft.steps.get(key) ?? unseen(event.step, event.path);
  const after: StepRunDraft = { ...beforeTurn(event, before), ...changes };
  if (before.waitsFor !== undefined && (after.status !== 'waiting' || startsOtherWait(event))) {
    delete after.waitsFor;
  }
  putStepRun(draft, key, before, after);
  if (hasEnded(after.status)) cutOffBodies(draft, key, event.time);
}

function startsOtherWait(event: StepEvent): boolean {
  return event.type === 'step.waiting' && event.for === undefined;
}

/**
 * A first start makes the step run, the start of a retry makes it anew, so that nothing stale stays.
 * Bodies are kept when the attempt goes on, or begins again, with them after an interruption.
 */
function start(draft: Draft, event: Extract<StepEvent, { readonly type: 'step.started' }>): void {
  const key = keyOf(event);
  const before = draft.steps.get(key);
  if (before?.error !== undefined && draft.scopes.has(key)) forgetBodies(draft, key);
  putStepRun(draft, key, before, {
    step: event.step,
    path: event.path,
    status: 'running',
    attempt: event.attempt,
    key: event.key,
    input: event.input,
    startedAt: event.time,
    logCount: before === undefined ? 0 : before.logCount,
  });
}

function changesOf(draft: Draft, event: StepEvent): Partial<StepRunDraft> | null {
  switch (event.type) {
    case 'step.queued':
      return { status: 'queued' };
    case 'step.waiting':
      return {
        status: 'waiting',
        due: event.until,
        waitReason: event.reason,
        ...(event.for !== undefined && { waitsFor: event.for }),
      };
    case 'step.resumed':
      return { status: 'running', due: null };
    case 'step.interrupted':
      return { status: 'interrupted', endedAt: event.time };
    case 'step.decided':
      return { status: 'queued' };
    case 'step.retrying':
      return { status: 'retrying', error: event.error, due: event.due, endedAt: event.time };
    case 'step.completed':
      return {
        status: 'completed',
        attempt: event.attempt,
        output: event.output,
        taken: event.taken,
        duration: event.duration,
        endedAt: event.time,
        ...(event.pinned && { pinned: event.pinned, startedAt: event.time }),
        ...(event.leaves !== undefined && { leaves: event.leaves }),
        ...(event.by !== undefined && { by: event.by }),
        ...(event.input !== undefined && { input: event.input }),
      };
    case 'step.failed':
      return {
        status: event.handled === 'skip' ? 'skipped' : 'failed',
        attempt: event.attempt,
        handled: event.handled,
        error: event.error,
        output: event.output,
        taken: event.taken,
        duration: event.duration,
        endedAt: event.time,
        ...(event.handled === 'skip' && { skipReason: 'error-policy' }),
      };
    case 'step.skipped':
      return {
        status: 'skipped',
        skipReason: event.reason,
        taken: event.taken,
        endedAt: event.time,
        ...((event.reason === 'disabled' || event.reason === 'decision') && {
          output: { value: null },
        }),
      };
    case 'step.cancelled':
      return { status: 'cancelled', taken: [], endedAt: event.time };
    case 'step.logged': {
      const before = draft.steps.get(keyOf(event));
      return { logCount: (before?.logCount ?? 0) + 1 };
    }
    case 'step.progressed':
      return { progress: { done: event.done, total: event.total, message: event.message } };
    default:
      return null;
  }
}

/** An attempt that waits for its turn has not started: what it shows of the one before is its failure. */
function beforeTurn(event: StepEvent, before: StepRun): StepRun {
  if (event.type !== 'step.waiting' || event.attempt === before.attempt) return before;
  const { key: _key, input: _input, progress: _progress, ...rest } = before;
  return { ...rest, attempt: event.attempt };
}

let lastPath: ScopePath = [];
let lastScope = '';
let lastStep = '';
let lastKey = '';

/**
 * `stepRunKey` of the event. The events of a step run mostly follow each other, and making and
 * hashing the same text again for each of them is half the cost of folding a loop.
 */
function keyOf(event: StepEvent): string {
  const { path, step } = event;
  if (path.length === 0) return step;
  if (path !== lastPath) {
    lastScope = scopeKey(path);
    lastPath = path;
  } else if (step === lastStep) return lastKey;
  lastStep = step;
  lastKey = `${lastScope}/${step}`;
  return lastKey;
}

function unseen(step: string, path: ScopePath): StepRun {
  return { step, path, status: 'pending', attempt: 0, logCount: 0 };
}

function reduceScopeEvent(
  draft: Draft,
  event: Extract<StepEvent, { readonly type: 'scope.started' | 'scope.completed' }>,
): void {
  const key = keyOf(event);
  const before = draft.scopes.get(key) ?? noScopes;
  const field = event.type === 'scope.started' ? 'started' : event.outcome;
  const after: ScopeCounts = { ...before, [field]: before[field] + 1 };
  draft.scopes = draft.scopes.set(key, after, draft.owner);
  if (event.type === 'scope.started' && event.workflow !== undefined) {
    const path = [...event.path, { step: event.step, iteration: event.iteration }];
    draft.frames = new Map(draft.frames).set(scopeKey(path), {
      workflow: event.workflow,
      input: event.input ?? { value: null },
      vars: event.vars ?? {},
    });
  }
  if (draft.steps.get(key)?.status !== 'running') return;
  draft.counts.coordinating += Number(hasOpenScope(after)) - Number(hasOpenScope(before));
}

/** A container that starts again runs its bodies again: what the last attempt left is not theirs. */
export function forgetBodies(draft: Draft, container: string): void {
  const prefix = `${container}[`;
  for (const [key, run] of draft.steps) {
    if (!key.startsWith(prefix)) continue;
    putStepRun(draft, key, run, unseen(run.step, run.path));
  }
  for (const [key] of draft.scopes) {
    if (key !== container && !key.startsWith(prefix)) continue;
    draft.scopes = draft.scopes.set(key, noScopes, draft.owner);
  }
}
