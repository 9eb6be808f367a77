import { isJsonObject, type JsonObject, type JsonValue } from '@shared/lib/json';
import type { Recorded } from '@shared/runs/recorded';
import { type ScopePath, scopeKey } from '@shared/runs/scope-path';
import { runLookedAt } from './looked-at';
import { runsStore } from './runs';

// The data that a step has around it in the shown run, in the iterations and at the moment that are
// looked at: what expressions are tried on, and what a step is executed with.

/** What a step gave; undefined when it did not, or when it is too large to be at hand. */
export function shownOutput(step: string): JsonValue | undefined {
  const output = runLookedAt(runsStore.getState(), step)?.output;
  return output && 'value' in output ? output.value : undefined;
}

/** Where the steps of a container ran, in the iterations that are looked at; the last of those. */
export function bodyLookedAt(container: string): ScopePath | null {
  const { steps, iterations, inside } = runsStore.getState();
  let found: ScopePath | null = null;
  for (const { runs } of steps.values()) {
    for (const { path } of runs) {
      const end = path.findLastIndex(({ step }) => step === container);
      if (end < inside.length) continue;
      const fits = path
        .slice(inside.length, end + 1)
        .every(({ step, iteration }) => (iterations[step] ?? iteration) === iteration);
      const later = (path[end]?.iteration ?? 0) >= (found?.at(-1)?.iteration ?? 0);
      if (fits && later) found = path.slice(0, end + 1);
    }
  }
  return found;
}

/** The names that a container gave to a step in it, such as `loop`; undefined when it did not run. */
export function localsLookedAt(container: string, step: string): JsonObject | undefined {
  const state = runsStore.getState();
  const created = state.log.at(1);
  // A run of one step has it from the run before, whatever lies around the step.
  if (created?.type === 'run.created' && created.only) return objectIn(created.locals);
  const own = runLookedAt(state, step)?.path ?? [];
  const depth = own.findLastIndex((segment) => segment.step === container);
  const path = depth < 0 ? bodyLookedAt(container) : own.slice(0, depth + 1);
  if (path === null) return undefined;
  const upTo = state.cursor ?? state.log.length;
  const begun = state.log.index
    .ofBody(scopeKey(path))
    .findLast((seq) => seq <= upTo && state.log.at(seq)?.type === 'scope.started');
  const event = state.log.at(begun ?? 0);
  return event?.type === 'scope.started' ? objectIn(event.locals) : undefined;
}

function objectIn(recorded: Recorded | undefined): JsonObject | undefined {
  const value = recorded && 'value' in recorded ? recorded.value : undefined;
  return value !== undefined && isJsonObject(value) ? value : undefined;
}
