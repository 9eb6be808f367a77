import type { StepStatus } from '@shared/runs/events';
import { type ScopePath, scopeKey, stepRunKey } from '@shared/runs/scope-path';
import type { RunState, StepRun } from '@shared/runs/state';
import { frameOf, statusOf } from './step-index';

// Everything that ran, as a tree: containers hold their bodies, calls hold the steps of the
// workflow they ran. Rows are made for what is unfolded only.

export interface RunTreeRow {
  readonly key: string;
  /** 1 at the top. */
  readonly level: number;
  readonly label: string;
  readonly status: StepStatus;
  /** Undefined for a body, which is no step. */
  readonly stepRun?: StepRun;
  /** The name of a called workflow. */
  readonly calls?: string;
  /** Undefined when nothing lies below. */
  readonly expanded?: boolean;
  /** Milliseconds of work. */
  readonly duration?: number;
}

export interface TreeNames {
  /** Title of a step of the workflow that is open. */
  readonly titleOf: (step: string) => string;
  /** Whether a step of that workflow begins a part of its container. */
  readonly isEntry: (step: string) => boolean;
}

export function runTreeRows(
  run: RunState,
  expanded: ReadonlySet<string>,
  names: TreeNames,
  /** The open workflow is one that the run called there; empty: it is the run's own. */
  inside: ScopePath = [],
): RunTreeRow[] {
  const open = inside.length === 0 ? null : scopeKey(inside);
  const inScope = new Map<string, StepRun[]>();
  const bodies = new Map<string, Map<number, ScopePath>>();
  for (const stepRun of run.steps.values()) {
    push(inScope, scopeKey(stepRun.path), stepRun);
    for (let length = stepRun.path.length; length > 0; length -= 1) {
      const path = stepRun.path.slice(0, length);
      const segment = path.at(-1);
      if (!segment) break;
      const owner = stepRunKey(path.slice(0, -1), segment.step);
      const known = bodies.get(owner) ?? new Map<number, ScopePath>();
      bodies.set(owner, known);
      if (known.has(segment.iteration)) break;
      known.set(segment.iteration, path);
    }
  }
  const rows: RunTreeRow[] = [];

  function addScope(path: ScopePath, level: number): void {
    const own = frameOf(run, path) === open;
    for (const stepRun of inScope.get(scopeKey(path)) ?? []) {
      const key = stepRunKey(path, stepRun.step);
      const below = [...(bodies.get(key)?.entries() ?? [])].sort(([a], [b]) => a - b);
      const called = below.map(([, body]) => run.frames.get(scopeKey(body))).find(Boolean);
      rows.push({
        key,
        level,
        label: own ? names.titleOf(stepRun.step) : stepRun.step,
        status: stepRun.status,
        stepRun,
        ...(called && { calls: called.workflow.name }),
        ...(below.length > 0 && { expanded: expanded.has(key) }),
        ...(stepRun.duration !== undefined && { duration: stepRun.duration }),
      });
      if (!expanded.has(key)) continue;
      const [only] = below;
      if (below.length === 1 && only) addScope(only[1], level + 1);
      else for (const [iteration, body] of below) addBody(key, iteration, body, level + 1, own);
    }
  }

  function addBody(
    owner: string,
    iteration: number,
    path: ScopePath,
    level: number,
    own: boolean,
  ): void {
    const key = `${owner}[${iteration}]`;
    const inside = inScope.get(scopeKey(path)) ?? [];
    const entry = own ? inside.find(({ step }) => names.isEntry(step)) : undefined;
    rows.push({
      key,
      level,
      label: entry ? names.titleOf(entry.step) : `Iteration ${iteration + 1}`,
      status: statusOf(inside),
      expanded: expanded.has(key),
    });
    if (expanded.has(key)) addScope(path, level + 1);
  }

  addScope([], 1);
  return rows;
}

function push(map: Map<string, StepRun[]>, key: string, value: StepRun): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
