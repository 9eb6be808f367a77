import type { StepId } from '@shared/workflow/model';
import type { GraphIndex } from './graph-index';

export interface Crumb {
  readonly id: StepId;
  readonly title: string;
}

/** The containers around a step, the outermost first, and the step itself. */
export function crumbsOf(index: GraphIndex, id: StepId | undefined): readonly Crumb[] {
  const crumbs: Crumb[] = [];
  let at: StepId | null = id ?? null;
  while (at !== null) {
    const found = index.steps.get(at);
    if (!found) break;
    crumbs.unshift({ id: at, title: found.step.title ?? at });
    at = found.parent;
  }
  return crumbs;
}
