import type { RunSummary } from '@shared/ipc/runs';
import type { RunId } from '@shared/lib/ids';

export interface ForkOrigin {
  readonly run: RunId;
  readonly from: RunId;
  /** Events that it shares with the run it came from. */
  readonly at: number;
}

export interface ForkNode {
  readonly run: RunSummary;
  readonly depth: number;
  readonly at: number | null;
}

/** Runs with the forks of each below it: those that have any, or are one; newest first. */
export function forkTree(
  runs: readonly RunSummary[],
  origins: readonly ForkOrigin[],
): readonly ForkNode[] {
  const known = new Map(runs.map((run) => [run.id, run]));
  const originOf = new Map(origins.map((origin) => [origin.run, origin]));
  const children = Map.groupBy(origins, (origin) => origin.from);
  const nodes: ForkNode[] = [];
  const seen = new Set<RunId>();
  const add = (run: RunSummary, depth: number, at: number | null): void => {
    if (seen.has(run.id)) return;
    seen.add(run.id);
    nodes.push({ run, depth, at });
    for (const child of children.get(run.id) ?? []) {
      const forked = known.get(child.run);
      if (forked !== undefined) add(forked, depth + 1, child.at);
    }
  };
  for (const run of runs) {
    const origin = originOf.get(run.id);
    // One whose origin is gone, or not listed, stands at the top.
    const isTop = origin === undefined || !known.has(origin.from);
    if (isTop && (origin !== undefined || children.has(run.id))) add(run, 0, origin?.at ?? null);
  }
  return nodes;
}
