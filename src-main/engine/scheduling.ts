import type { GraphPlan, StepPlan } from './plan';

// Which steps run and which are skipped: the whole meaning of edges and joins, and nothing else.
// No time, no events, no runners; the same plan and the same order of `settle` calls always give
// the same decisions, so that a simulation or a debugger can replay them.

/** How far the edges of one graph have settled. Changed in place: one per scope of a run. */
export interface ScopeProgress {
  /** Incoming edges that have not settled, by step index. */
  readonly unsettled: number[];
  /** Incoming edges that were taken, by step index. */
  readonly taken: number[];
  /** The ports that a step whose edges have settled took, by step index. */
  readonly settled: (readonly string[] | undefined)[];
  /** Steps that a person has set next, by index: their edges decide nothing. Null for most. */
  forced: Set<number> | null;
}

/**
 * `start`: every incoming edge has settled and the join says run. `skip`: the join says no, its
 * outgoing edges are dead. `pass`: it would run but is disabled, its outgoing edges are taken.
 */
export interface Decision {
  readonly type: 'start' | 'skip' | 'pass';
  readonly step: StepPlan;
}

/** Nothing follows: what a skipped step takes. */
export const noPorts: readonly string[] = Object.freeze([]);

/** The first decisions of a scope; about steps that a person has set next, by index, there are none. */
export function beginScope(
  graph: GraphPlan,
  decisions: Decision[],
  forced: Set<number> | null = null,
): ScopeProgress {
  const progress: ScopeProgress = {
    unsettled: graph.incoming.slice(),
    taken: new Array<number>(graph.incoming.length).fill(0),
    settled: [],
    forced,
  };
  const decides = ({ index }: StepPlan): boolean => forced === null || !forced.has(index);
  for (const step of graph.starts) if (decides(step)) decisions.push(startOrPass(step));
  for (const step of graph.unreached) if (decides(step)) decisions.push({ type: 'skip', step });
  followDecisions(progress, decisions, 0);
  return progress;
}

/**
 * Settles the outgoing edges of a step that has ended: taken from the named ports, dead from all
 * others. Appends what follows, in order; skipped and passed steps are settled at once.
 */
export function settleStep(
  progress: ScopeProgress,
  step: StepPlan,
  taken: readonly string[],
  decisions: Decision[],
): void {
  const first = decisions.length;
  settleEdges(progress, step, taken, decisions);
  followDecisions(progress, decisions, first);
}

/** A list instead of recursion: a dead path may be thousands of steps long. */
function followDecisions(progress: ScopeProgress, decisions: Decision[], from: number): void {
  for (let at = from; at < decisions.length; at += 1) {
    const decision = decisions[at];
    if (decision === undefined || decision.type === 'start') continue;
    const taken = decision.type === 'pass' ? decision.step.outputs : noPorts;
    settleEdges(progress, decision.step, taken, decisions);
  }
}

function settleEdges(
  progress: ScopeProgress,
  step: StepPlan,
  takenPorts: readonly string[],
  decisions: Decision[],
): void {
  const { unsettled, taken, forced } = progress;
  progress.settled[step.index] = takenPorts;
  for (const edge of step.outgoing) {
    const to = edge.to.index;
    const left = (unsettled[to] ?? 0) - 1;
    unsettled[to] = left;
    if (takenPorts.includes(edge.fromPort)) taken[to] = (taken[to] ?? 0) + 1;
    if (left !== 0 || (forced !== null && forced.has(to))) continue;
    decisions.push(decide(edge.to, taken[to] ?? 0));
  }
}

/**
 * A person sets `target` next: it and all that follows from it is open again. It begins whatever its
 * edges say. Gives what was reopened, the target first.
 */
export function reopenFrom(progress: ScopeProgress, target: StepPlan): readonly StepPlan[] {
  const reopened = [...following(target)];
  for (const step of reopened) {
    const ports = progress.settled[step.index];
    progress.settled[step.index] = undefined;
    progress.forced?.delete(step.index);
    if (ports === undefined) continue;
    for (const { fromPort, to } of step.outgoing) {
      progress.unsettled[to.index] = (progress.unsettled[to.index] ?? 0) + 1;
      if (ports.includes(fromPort)) {
        progress.taken[to.index] = (progress.taken[to.index] ?? 0) - 1;
      }
    }
  }
  progress.forced ??= new Set();
  progress.forced.add(target.index);
  return reopened;
}

function following(step: StepPlan): ReadonlySet<StepPlan> {
  const found = new Set([step]);
  // A set gives what is added while it is walked.
  for (const one of found) for (const { to } of one.outgoing) found.add(to);
  return found;
}

function decide(step: StepPlan, taken: number): Decision {
  return joinRuns(step, taken) ? startOrPass(step) : { type: 'skip', step };
}

function joinRuns(step: StepPlan, taken: number): boolean {
  switch (step.join) {
    case 'any':
      return taken > 0;
    case 'all':
      return taken === step.incoming;
    case 'settled':
      return true;
  }
}

function startOrPass(step: StepPlan): Decision {
  return { type: step.disabled ? 'pass' : 'start', step };
}
