import type { Graph } from '../workflow/model';
import { stepRunKey, type ScopePath } from './scope-path';
import type { RunState } from './state';

/** How far one graph of a run has come; what "step 3 of 7" is made of. */
export interface RunProgress {
  /** Steps that take part; notes and the like are left out. */
  readonly total: number;
  /** Completed, skipped, failed or cancelled. */
  readonly ended: number;
  readonly completed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Steps at work now, in the order of the file. */
  readonly current: readonly string[];
  /** 1-based: the step that is being worked on, `total` at the end. */
  readonly position: number;
}

/** Counts the steps of a graph by their state; `takesPart` leaves out kinds that never run. */
export function runProgress(
  state: RunState,
  graph: Graph,
  takesPart: (kind: string) => boolean = () => true,
  path: ScopePath = [],
): RunProgress {
  const counts = { total: 0, ended: 0, completed: 0, failed: 0, skipped: 0 };
  const current: string[] = [];
  for (const step of graph.steps.values()) {
    if (!takesPart(step.kind)) continue;
    counts.total += 1;
    const status = state.steps.get(stepRunKey(path, step.id))?.status ?? 'pending';
    switch (status) {
      case 'pending':
      case 'queued':
        break;
      case 'running':
      case 'waiting':
      case 'interrupted':
      case 'retrying':
        current.push(step.id);
        break;
      case 'cancelled':
        counts.ended += 1;
        break;
      default:
        counts.ended += 1;
        counts[status] += 1;
    }
  }
  const position = Math.min(counts.total, counts.ended + (current.length > 0 ? 1 : 0));
  return { ...counts, current, position };
}
