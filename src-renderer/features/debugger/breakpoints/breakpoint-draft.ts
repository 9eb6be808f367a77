import type { Breakpoint, BreakpointTarget } from '@shared/debug/breakpoints';

/** A breakpoint as its dialog has it: empty texts where nothing is wanted. */
export interface BreakpointDraft {
  readonly condition: string;
  readonly hitCondition: string;
  readonly logMessage: string;
  /** Counted from 1, as people do. */
  readonly iteration: number | null;
  readonly waitFor: string | null;
  /** Null where the target is no kind, or no value. */
  readonly kind: string | null;
  readonly path: string | null;
}

export function draftOf(breakpoint: Breakpoint): BreakpointDraft {
  const { target, condition, hitCondition, logMessage, iteration, waitFor } = breakpoint;
  return {
    condition: condition ?? '',
    hitCondition: hitCondition ?? '',
    logMessage: logMessage ?? '',
    iteration: iteration === undefined ? null : iteration + 1,
    waitFor: waitFor ?? null,
    kind: target.type === 'kind' ? target.kind : null,
    path: target.type === 'data' ? target.path : null,
  };
}

export function withDraft({ id, enabled, target }: Breakpoint, draft: BreakpointDraft): Breakpoint {
  const { condition, hitCondition, logMessage, iteration, waitFor } = draft;
  return {
    id,
    enabled,
    target: withTarget(target, draft),
    ...(condition.trim() !== '' && { condition: condition.trim() }),
    ...(hitCondition.trim() !== '' && { hitCondition: hitCondition.trim() }),
    ...(logMessage.trim() !== '' && { logMessage }),
    ...(iteration !== null && { iteration: iteration - 1 }),
    ...(waitFor !== null && { waitFor }),
  };
}

function withTarget(target: BreakpointTarget, { kind, path }: BreakpointDraft): BreakpointTarget {
  if (target.type === 'kind' && kind !== null) return { type: 'kind', kind };
  if (target.type === 'data' && path !== null) return { type: 'data', path: path.trim() };
  return target;
}

export type DraftErrors = Partial<Record<'hitCondition' | 'path', string>>;

/** What cannot be meant, with what to write instead. */
export function draftErrors({ hitCondition, path }: BreakpointDraft): DraftErrors {
  const errors: DraftErrors = {};
  if (hitCondition.trim() !== '' && !/^\s*(=|==|>|>=|<|<=|%)?\s*[1-9]\d*\s*$/.test(hitCondition)) {
    errors.hitCondition = 'Write a number of hits, such as 5, >= 5 or % 5.';
  }
  if (path !== null && !/^(steps|vars)\.\w+/.test(path.trim())) {
    errors.path = 'Name a variable (vars.total) or a step’s output (steps.fetch.body).';
  }
  return errors;
}
