import { AppError } from '@shared/errors/app-error';
import { type Breakpoint, type ErrorStops, noErrorStops } from '@shared/debug/breakpoints';
import type { PersonalStops } from '@shared/ipc/breakpoints';
import type { WorkflowId } from '@shared/lib/ids';
import type { BreakpointsRepository } from '../storage/repositories/breakpoints';
import type { WorkflowsRepository } from '../storage/repositories/workflows';
import { notFound } from './not-found';
import type { ServiceEvents } from './service-events';

/** Personal breakpoints; everybody who shows them is told when somebody changes them. */
export interface BreakpointService {
  list(workflow: WorkflowId): PersonalStops;
  /** Replaces all, error stops only where given; durable when it returns. */
  put(
    workflow: WorkflowId,
    breakpoints: readonly Breakpoint[],
    errorStops?: ErrorStops | undefined,
  ): void;
}

export interface BreakpointParts {
  readonly workflows: Pick<WorkflowsRepository, 'find'>;
  readonly breakpoints: BreakpointsRepository;
  readonly events: Pick<ServiceEvents, 'breakpointsChanged'>;
  readonly now: () => number;
}

export function createBreakpointService(parts: BreakpointParts): BreakpointService {
  function check(workflow: WorkflowId): void {
    const record = parts.workflows.find(workflow);
    if (!record || record.deletedAt !== null) throw notFound('workflow', workflow);
  }

  function read(workflow: WorkflowId): PersonalStops {
    return {
      breakpoints: parts.breakpoints.list(workflow),
      errorStops: parts.breakpoints.errorStops(workflow) ?? noErrorStops,
    };
  }

  return {
    list(workflow) {
      check(workflow);
      return read(workflow);
    },
    put(workflow, breakpoints, errorStops) {
      check(workflow);
      checkIds(breakpoints);
      parts.breakpoints.put(workflow, breakpoints, errorStops, parts.now());
      parts.events.breakpointsChanged(workflow, read(workflow));
    },
  };
}

function checkIds(breakpoints: readonly Breakpoint[]): void {
  const seen = new Set<string>();
  for (const { id } of breakpoints) {
    if (seen.has(id)) {
      throw new AppError({
        code: 'BREAKPOINT_TWICE',
        kind: 'bug',
        message: `Two breakpoints have the id "${id}".`,
        hint: 'Give each breakpoint of a workflow an id of its own.',
      });
    }
    seen.add(id);
  }
}
