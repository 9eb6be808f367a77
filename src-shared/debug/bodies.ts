import type { ContentHash } from '../lib/ids';
import type { RunEvent } from '../runs/events';
import { scopeKey, type ScopePath } from '../runs/scope-path';
import type { Graph, Workflow } from '../workflow/model';
import { lastUpTo } from './log-index';
import { emptyGraph, placeOf, type RunPrograms } from './programs';
import type { RunLog } from './run-log';

// The graphs around a step at a moment: the workflow's own, and one body per segment of its path.

type ScopeStarted = Extract<RunEvent, { readonly type: 'scope.started' }>;

/** Which workflow a step belongs to. */
export interface FrameWorkflow {
  readonly id: string | null;
  readonly hash: ContentHash;
  readonly name: string;
  /** Null when its text is not known. */
  readonly workflow: Workflow | null;
}

/** A graph at work: the run's own, or one body of a container or of a call. */
export interface BodyAt {
  /** Of the steps inside. */
  readonly path: ScopePath;
  readonly graph: Graph;
  /** The workflow whose steps it has. */
  readonly frame: FrameWorkflow;
  /** Segments of `path` that lead to that workflow. */
  readonly frameLength: number;
  /** Null for the run's own graph, and for a body that had not begun. */
  readonly started: ScopeStarted | null;
  /** What had finished around it by then is what its steps see of it. */
  readonly since: number;
}

/** The graphs that a path leads through, outermost first: one more than it has segments. */
export function bodiesAt(
  log: RunLog,
  programs: RunPrograms,
  path: ScopePath,
  seq: number,
): readonly BodyAt[] {
  const state = log.stateAt(Math.max(1, seq));
  if (state === null) return [];
  const own: FrameWorkflow = {
    ...state.workflow,
    workflow: programs.workflowOf(state.workflow.hash),
  };
  const graph = own.workflow ?? emptyGraph;
  const bodies: BodyAt[] = [
    { path: [], graph, frame: own, frameLength: 0, started: null, since: 1 },
  ];
  path.forEach((segment, at) => {
    const outer = bodies[at];
    if (outer === undefined) return;
    const inner = path.slice(0, at + 1);
    const started = bodyStart(log, inner, seq);
    const since = started === null ? seq : sinceOf(log, inner, started, seq);
    const called = started?.workflow;
    if (called !== undefined) {
      const frame = { ...called, workflow: programs.workflowOf(called.hash) };
      const body = frame.workflow ?? emptyGraph;
      bodies.push({ path: inner, graph: body, frame, frameLength: at + 1, started, since });
      return;
    }
    const body = placeOf(outer.frame.workflow, segment.step)?.step.body ?? emptyGraph;
    bodies.push({ ...outer, path: inner, graph: body, started, since });
  });
  return bodies;
}

/** The start of a body that a moment sees; null before it has begun. */
export function bodyStart(log: RunLog, path: ScopePath, seq: number): ScopeStarted | null {
  const events = log.index.ofBody(scopeKey(path));
  for (let last = lastUpTo(events, seq); last !== undefined; last = lastUpTo(events, last - 1)) {
    const event = log.at(last);
    if (event?.type === 'scope.started') return event;
  }
  return null;
}

/** A run that is taken up again makes open bodies anew, which then see what is finished by then. */
function sinceOf(log: RunLog, path: ScopePath, started: ScopeStarted, seq: number): number {
  const resumed = lastUpTo(log.index.resumes, seq);
  if (resumed === undefined || resumed < started.seq) return started.seq;
  const before = lastUpTo(log.index.ofBody(scopeKey(path)), resumed);
  const wasOpen = before !== undefined && log.at(before)?.type === 'scope.started';
  return wasOpen ? resumed : started.seq;
}

/** The body without an entry that a section of the same container may look at; null without one. */
export function mainBodyOf(log: RunLog, section: BodyAt): ScopePath | null {
  const { started } = section;
  if (started?.section === undefined) return null;
  const around = started.path;
  for (let iteration = started.iteration - 1; iteration >= 0; iteration -= 1) {
    const path = [...around, { step: started.step, iteration }];
    const main = bodyStart(log, path, started.seq);
    if (main !== null && main.section === undefined) return path;
  }
  return null;
}
