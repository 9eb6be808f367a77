import { sameJson } from '@shared/lib/same-json';
import { addCosts, type CostSum } from '@shared/runs/cost';
import type { StepStatus } from '@shared/runs/events';
import { type ScopePath, scopeKey } from '@shared/runs/scope-path';
import type { RunState, StepRun } from '@shared/runs/state';

/** All runs of one step in one run: one, or one per iteration. */
export interface StepRuns {
  readonly runs: readonly StepRun[];
  /** The status that matters most among them. */
  readonly status: StepStatus;
  readonly failed: number;
  /** Milliseconds of work, added up. */
  readonly duration: number;
  /** Of it and of everything inside it; absent when nothing costs anything. */
  readonly cost?: CostSum;
}

export type StepIndex = ReadonlyMap<string, StepRuns>;

export const emptyStepIndex: StepIndex = new Map();

// What a box shows when its step ran many times: what is going on now beats what is over, and a
// failure beats a success.
const priority: readonly StepStatus[] = [
  'interrupted',
  'failed',
  'running',
  'retrying',
  'waiting',
  'queued',
  'cancelled',
  'completed',
  'skipped',
  'pending',
];

/**
 * Step runs by step id, of the run's own workflow or of one that it called (`inside`). An entry in which nothing changed is the object of `previous`, so that a
 * box is drawn anew only when its own step did something.
 */
export function indexSteps(run: RunState, previous: StepIndex, inside: ScopePath = []): StepIndex {
  const frame = inside.length === 0 ? null : scopeKey(inside);
  const lists = new Map<string, StepRun[]>();
  for (const stepRun of run.steps.values()) {
    // Steps of called workflows have names of their own, which may be the same.
    if ((run.frames.size === 0 ? null : frameOf(run, stepRun.path)) !== frame) continue;
    const list = lists.get(stepRun.step);
    if (list) list.push(stepRun);
    else lists.set(stepRun.step, [stepRun]);
  }
  const costs = run.cost === undefined ? noCosts : costsOf(run, inside, frame);
  const index = new Map<string, StepRuns>();
  for (const [step, runs] of lists) {
    const before = previous.get(step);
    const cost = costs.get(step);
    const same = before && isSame(before.runs, runs) && isSameCost(before.cost, cost);
    index.set(step, same ? before : { ...summariseRuns(runs), ...(cost && { cost }) });
  }
  return index;
}

const noCosts: ReadonlyMap<string, CostSum> = new Map();

/** What steps cost, those of containers and calls with all that is inside them. */
function costsOf(
  run: RunState,
  inside: ScopePath,
  frame: string | null,
): ReadonlyMap<string, CostSum> {
  const costs = new Map<string, CostSum>();
  const add = (step: string, cost: CostSum): void => {
    const before = costs.get(step);
    costs.set(step, before === undefined ? cost : addCosts(before, cost));
  };
  for (const { step, path, cost } of run.steps.values()) {
    if (cost === undefined) continue;
    if (frameOf(run, path) === frame) add(step, cost);
    for (let at = inside.length; at < path.length; at += 1) {
      const container = path[at]?.step;
      if (container !== undefined && frameOf(run, path.slice(0, at)) === frame)
        add(container, cost);
    }
  }
  return costs;
}

function isSameCost(one: CostSum | undefined, other: CostSum | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.unknown === other.unknown && sameJson(one.amounts, other.amounts);
}

/** The called workflow that a path leads into, by its key in `frames`; null for the run's own. */
export function frameOf(run: RunState, path: ScopePath): string | null {
  for (let length = path.length; length > 0; length -= 1) {
    const key = scopeKey(path.slice(0, length));
    if (run.frames.has(key)) return key;
  }
  return null;
}

/** The status that matters most among step runs. */
export function statusOf(runs: readonly StepRun[]): StepStatus {
  return mostImportant(runs);
}

/** Several runs of one step in one look. */
export function summariseRuns(runs: readonly StepRun[]): StepRuns {
  return {
    runs,
    status: mostImportant(runs),
    failed: runs.filter((stepRun) => stepRun.status === 'failed').length,
    duration: runs.reduce((sum, stepRun) => sum + (stepRun.duration ?? 0), 0),
  };
}

function isSame(before: readonly StepRun[], after: readonly StepRun[]): boolean {
  return before.length === after.length && after.every((run, index) => run === before[index]);
}

function mostImportant(runs: readonly StepRun[]): StepStatus {
  const seen = new Set(runs.map((stepRun) => stepRun.status));
  return priority.find((status) => seen.has(status)) ?? 'pending';
}
