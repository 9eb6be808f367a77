import { AppendMap } from './append-map';
import type { OneStep, ResumeReason, RunEvent, StepStatus } from './events';
import { scopeKey } from './scope-path';
import { forgetCosts, reduceCost } from './reduce-cost';
import { reduceDebugEvent } from './reduce-debug';
import { reopenRun } from './reduce-resume';
import { reduceStepEvent } from './reduce-step';
import type { Draft, MutableCounts } from './draft';
import type { RunState } from './state';

// The one fold from a run's events to its state: the engine, the studio, the command line and the
// tests use this and nothing else. Old states stay as they were.

/** The state after one more event. Only `run.created` may come first. */
export function applyRunEvent(state: RunState | null, event: RunEvent): RunState {
  return applyRunEvents(state, [event]);
}

/** The state after a batch of events: one copy of what the batch touches, not one per event. */
export function applyRunEvents(state: RunState | null, events: readonly RunEvent[]): RunState {
  let draft = state === null ? null : thaw(state);
  for (const event of events) {
    if (draft === null) draft = created(event);
    else apply(draft, event);
  }
  if (draft === null) throw new Error('A run without events has no state.');
  draft.status = shownStatus(draft);
  return freeze(draft);
}

/** The state of a whole log. */
export function foldRun(events: readonly RunEvent[]): RunState {
  return applyRunEvents(null, events);
}

function thaw(state: RunState): Draft {
  return {
    ...state,
    // Only the reducer makes states, so these are the maps it put there.
    steps: state.steps as Draft['steps'],
    scopes: state.scopes as Draft['scopes'],
    counts: { ...state.counts },
    owner: {},
  };
}

function freeze(draft: Draft): RunState {
  const { owner: _owner, ...state } = draft;
  return state;
}

function created(event: RunEvent): Draft {
  if (event.type !== 'run.created') {
    throw new Error(`A run's log begins with run.created, not with ${event.type}.`);
  }
  return {
    run: event.run,
    workflow: event.workflow,
    status: 'queued',
    input: event.input,
    createdAt: event.time,
    vars: {},
    steps: AppendMap.empty(),
    scopes: AppendMap.empty(),
    counts: noCounts(),
    lastSeq: event.seq,
    effects: event.effects?.policy ?? 'live',
    ...(event.only && { only: onlyOf(event.only) }),
    frames: noFrames,
    owner: {},
  };
}

function onlyOf({ step, from }: OneStep): NonNullable<RunState['only']> {
  return from === undefined ? { step } : { step, from };
}

const noFrames: RunState['frames'] = new Map();

function noCounts(): MutableCounts {
  const counts: Record<StepStatus | 'coordinating', number> = {
    pending: 0,
    queued: 0,
    running: 0,
    waiting: 0,
    interrupted: 0,
    retrying: 0,
    completed: 0,
    failed: 0,
    skipped: 0,
    cancelled: 0,
    coordinating: 0,
  };
  return counts;
}

function apply(draft: Draft, event: RunEvent): void {
  draft.lastSeq = event.seq;
  applyKind(draft, event);
  if ('cost' in event && event.cost !== undefined)
    reduceCost(draft, { ...event, cost: event.cost });
}

function applyKind(draft: Draft, event: RunEvent): void {
  switch (event.type) {
    case 'run.created':
      return;
    case 'run.started':
      draft.status = 'running';
      draft.startedAt = event.time;
      draft.vars = event.vars;
      return;
    case 'run.completed':
      draft.status = 'completed';
      delete draft.stops;
      draft.output = event.output;
      draft.endedAt = event.time;
      return;
    case 'run.failed':
      draft.status = 'failed';
      delete draft.stops;
      draft.error = event.error;
      if (event.step !== undefined) draft.failedStep = event.step;
      draft.endedAt = event.time;
      return;
    case 'run.cancelled':
      draft.status = 'cancelled';
      delete draft.stops;
      draft.endedAt = event.time;
      return;
    case 'run.interrupted':
      draft.status = 'interrupted';
      return;
    case 'run.resumed':
      goOn(draft, event.reason, event.time);
      return;
    case 'run.forked':
      draft.forkedFrom = { run: event.from, at: event.at };
      forgetCosts(draft);
      goOn(draft, 'recovery', event.time);
      return;
    case 'variable.set':
      // A large value is kept as a blob and then stands here as null; its event has the reference.
      setVariable(draft, event);
      return;
    case 'run.paused':
    case 'run.continued':
    case 'step.changed':
    case 'step.overridden':
    case 'step.restarted':
    case 'scope.jumped':
      reduceDebugEvent(draft, event);
      return;
    default:
      reduceStepEvent(draft, event);
      if (draft.stops !== undefined) reduceDebugEvent(draft, event);
  }
}

/** Steps that had not ended begin again; what stood still comes to its stop again. */
function goOn(draft: Draft, reason: ResumeReason, time: number): void {
  draft.status = 'running';
  delete draft.endedAt;
  delete draft.error;
  delete draft.failedStep;
  reopenRun(draft, reason, time);
  delete draft.stops;
}

function setVariable(draft: Draft, event: Extract<RunEvent, { type: 'variable.set' }>): void {
  const value = 'value' in event.value ? event.value.value : null;
  if (event.frame === undefined) {
    draft.vars = { ...draft.vars, [event.name]: value };
    return;
  }
  const key = scopeKey(event.path.slice(0, event.frame));
  const frame = draft.frames.get(key);
  if (frame === undefined) return;
  const changed = { ...frame, vars: { ...frame.vars, [event.name]: value } };
  draft.frames = new Map(draft.frames).set(key, changed);
}

/**
 * `paused` while anything stands still under the debugger; `waiting` when all that is under way waits
 * for a time, an event or a person; else `running`.
 */
function shownStatus(draft: Draft): RunState['status'] {
  const { status } = draft;
  if (status !== 'running' && status !== 'waiting' && status !== 'paused') return status;
  if (draft.stops !== undefined) return 'paused';
  const { queued, running, coordinating, retrying, waiting, interrupted } = draft.counts;
  const active = queued + retrying + running - coordinating;
  return active === 0 && waiting + interrupted > 0 ? 'waiting' : 'running';
}
