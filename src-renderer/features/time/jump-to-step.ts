import { stepRunKey, type ScopePath } from '@shared/runs/events';
import { documentStore } from '../document/index';
import { runsStore } from '../runs/index';

/** Selects a step, and on the loops around it the iterations in which it ran. */
export function jumpToStep(path: ScopePath, step: string): void {
  for (const { step: container, iteration } of path) {
    runsStore.getState().selectIteration(container, iteration);
  }
  const known = documentStore.getState().parsed?.source.steps;
  // In a called workflow: what can be shown here is the step that called it.
  const shown = known?.has(step) ? step : path[0]?.step;
  if (shown !== undefined && known?.has(shown)) {
    documentStore.select({ steps: [shown], edges: [] });
  }
}

/** The last event of a step run up to a moment. */
export function lastEventOf(path: ScopePath, step: string): number | undefined {
  const { log } = runsStore.getState();
  return log.index.ofStep(stepRunKey(path, step)).findLast((seq) => seq <= log.length);
}
