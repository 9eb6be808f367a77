import type { TextRange } from '@shared/workflow/problem';
import { documentStore } from '../../document';
import { workbench } from '../../workbench';
import type { Named } from '@shared/workflow/navigate/named-in-text';

// Whoever shows steps and the source says how: the features that show them know this one.

interface Shows {
  readonly step: (id: string) => void;
  readonly source: (range: TextRange, focus: boolean) => void;
}

let shows: Shows = { step: () => undefined, source: () => undefined };

export function setNavigation(next: Shows): void {
  shows = next;
}

/** Goes to where something is defined: a step on the canvas, a field of the input in the source. */
export function goToDefinition(target: Named): boolean {
  const { parsed } = documentStore.getState();
  if (!parsed) return false;
  if (target.type === 'step') {
    showStep(target.id);
    return true;
  }
  const { places } = parsed;
  const path =
    target.type === 'input' ? ['input', 'properties', target.name] : ['vars', target.name];
  const range = places.value(path) ?? places.value([path[0] ?? '']);
  if (range === null) return false;
  showInSource(range);
  return true;
}

/** Selects a step and brings it into view, in the source too where that is open. */
export function showStep(id: string): void {
  const { parsed } = documentStore.getState();
  documentStore.select({ steps: [id], edges: [] });
  const { centre } = workbench.getState();
  if (centre !== 'source') shows.step(id);
  const range = parsed?.places.stepId(id);
  if (centre !== 'canvas' && range) shows.source(range, centre === 'source');
}

export function showInSource(range: TextRange): void {
  if (workbench.getState().centre === 'canvas') workbench.showCentre('split');
  shows.source(range, true);
}
