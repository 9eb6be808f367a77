import type { Breakpoint, BreakpointTarget, ErrorStops } from '@shared/debug/breakpoints';
import type { WorkflowId } from '@shared/lib/ids';

// What stops a session: the breakpoints of its workflow, and those of the workflows that it calls,
// whichever of them is open.

export interface Stopping {
  readonly breakpoints: readonly Breakpoint[];
  readonly errorStops: ErrorStops;
}

export interface SessionBreakpointsDeps {
  /** What is kept of a workflow that is not open. */
  readonly stored: (workflowId: WorkflowId) => Promise<Stopping>;
}

export interface SessionBreakpoints {
  /** From the open workflow: newer than what is kept. */
  note(workflowId: WorkflowId, stopping: Stopping): void;
  /** From the session's own controls, while another workflow is open. */
  noteErrors(workflowId: WorkflowId, errorStops: ErrorStops): void;
  of(
    own: WorkflowId,
    called: readonly WorkflowId[],
    hasStep: (id: string) => boolean,
  ): Promise<Stopping>;
  forget(): void;
}

export function createSessionBreakpoints({ stored }: SessionBreakpointsDeps): SessionBreakpoints {
  const known = new Map<WorkflowId, Stopping>();

  async function read(id: WorkflowId): Promise<Stopping> {
    const found = known.get(id) ?? (await stored(id));
    // What was noted meanwhile is newer.
    const newest = known.get(id) ?? found;
    known.set(id, newest);
    return newest;
  }

  return {
    note: (id, stopping) => void known.set(id, stopping),
    noteErrors(id, errorStops) {
      const found = known.get(id);
      if (found) known.set(id, { ...found, errorStops });
    },
    async of(own, called, hasStep) {
      const { breakpoints, errorStops } = await read(own);
      const others = await Promise.all([...new Set(called)].filter((id) => id !== own).map(read));
      const inCalled = others.flatMap((other) => other.breakpoints.filter(reaches));
      return { breakpoints: [...breakpoints, ...inCalled], errorStops };

      /** The session finds a step by its id, in its own workflow first. */
      function reaches({ target }: Breakpoint): boolean {
        const step = stepOf(target);
        return step !== null && !hasStep(step);
      }
    },
    forget: () => known.clear(),
  };
}

/** The step that a breakpoint is at; null for those that are at no place. */
function stepOf(target: BreakpointTarget): string | null {
  switch (target.type) {
    case 'step':
    case 'line':
      return target.step;
    case 'wire':
      return target.edge.split('.')[0] ?? null;
    case 'kind':
    case 'data':
      return null;
  }
}
