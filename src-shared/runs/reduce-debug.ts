import { cutOffBodies } from './cut-off';
import type { Draft } from './draft';
import type { RunEvent } from './events';
import { scopeKey, stepRunKey, type ScopePath } from './scope-path';
import { putStepRun } from './put-step-run';
import { forgetBodies } from './reduce-step';
import type { PausedAt, StepRun } from './state';

// What a debugger does to a run: steps that stand still, and what a person changed about them.

type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { readonly type: Type }>;

export function reduceDebugEvent(draft: Draft, event: RunEvent): void {
  switch (event.type) {
    case 'run.paused':
      pause(draft, event);
      return;
    case 'run.continued':
    case 'step.cancelled':
      leaveStop(draft, event.path, event.step);
      return;
    case 'scope.completed':
      leaveStopsIn(draft, `${stepRunKey(event.path, event.step)}[${event.iteration}]`);
      return;
    case 'step.changed':
      change(draft, event);
      return;
    case 'step.restarted':
      leaveStop(draft, event.path, event.step);
      reset(draft, event.path, event.step);
      return;
    case 'scope.jumped':
      for (const step of event.reset) reset(draft, event.path, step);
      for (const step of event.skipped) passOver(draft, event, step);
  }
}

function pause(draft: Draft, event: EventOf<'run.paused'>): void {
  const { type: _type, run: _run, time: _time, draws: _draws, retry: _retry, ...stop } = event;
  leaveStop(draft, event.path, event.step);
  draft.stops = [...(draft.stops ?? []), stop];
}

function leaveStop(draft: Draft, path: ScopePath, step: string): void {
  if (draft.stops === undefined) return;
  const key = stepRunKey(path, step);
  keepStops(draft, (stop) => stepRunKey(stop.path, stop.step) !== key);
}

function leaveStopsIn(draft: Draft, scope: string): void {
  if (draft.stops === undefined) return;
  keepStops(draft, ({ path }) => {
    const key = scopeKey(path);
    return key !== scope && !key.startsWith(`${scope}/`);
  });
}

/** Nothing stands in a container that will not be worked at. */
function leaveStopsInside(draft: Draft, container: string): void {
  if (draft.stops === undefined) return;
  const inside = `${container}[`;
  keepStops(draft, (stop) => !scopeKey(stop.path).startsWith(inside));
}

function keepStops(draft: Draft, isKept: (stop: PausedAt) => boolean): void {
  const kept = draft.stops?.filter(isKept) ?? [];
  if (kept.length === 0) delete draft.stops;
  else draft.stops = kept;
}

function change(draft: Draft, { what, path, step, value }: EventOf<'step.changed'>): void {
  const key = stepRunKey(path, step);
  if (what === 'input') {
    if (draft.stops === undefined) return;
    draft.stops = draft.stops.map((stop) =>
      stepRunKey(stop.path, stop.step) === key ? { ...stop, input: value } : stop,
    );
    return;
  }
  const run = draft.steps.get(key);
  if (run !== undefined) putStepRun(draft, key, run, { ...run, output: value, by: 'debugger' });
}

/** As if it had never begun, but for its attempts, which are counted on. */
function reset(draft: Draft, path: ScopePath, step: string): void {
  const key = stepRunKey(path, step);
  if (draft.stops !== undefined) {
    leaveStop(draft, path, step);
    leaveStopsInside(draft, key);
  }
  const run = draft.steps.get(key);
  if (run === undefined) return;
  if (draft.scopes.has(key)) forgetBodies(draft, key);
  const { attempt, logCount } = run;
  putStepRun(draft, key, run, { step, path, status: 'pending', attempt, logCount });
}

function passOver(draft: Draft, { path, time }: EventOf<'scope.jumped'>, step: string): void {
  const key = stepRunKey(path, step);
  leaveStop(draft, path, step);
  const run = draft.steps.get(key);
  putStepRun(draft, key, run, {
    ...(run === undefined || !endedByItself(run)
      ? {
          step,
          path,
          attempt: run?.attempt ?? 0,
          logCount: run?.logCount ?? 0,
          status: 'skipped',
          skipReason: 'jump',
          endedAt: time,
        }
      : withoutLeaving(run)),
    taken: [],
  });
  leaveStopsInside(draft, key);
  cutOffBodies(draft, key, time);
}

/** What it did stands, but where it led to, or out of, does not. */
function withoutLeaving(run: StepRun): StepRun {
  const { leaves: _leaves, ...rest } = run;
  return { ...rest, tookItself: run.tookItself ?? run.taken ?? [] };
}

function endedByItself({ status }: StepRun): boolean {
  return status === 'completed' || status === 'failed' || status === 'skipped';
}
