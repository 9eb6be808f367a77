import { findStepDefinition } from '@shared/steps';
import { documentStore } from '../document';
import { canvasStore } from './canvas-store';
import { findSteps } from './model/find-steps';
import { reveal } from './pan';
import { currentIndex } from './view';

/** Opens the find bar, or looks for other words; shows the first match. */
export function startFinding(query: string): void {
  const matches = findSteps(currentIndex(), findStepDefinition, query);
  canvasStore.setState({ find: { query, matches, at: 0 } });
  show(matches[0]);
}

/** The next match, or the one before. */
export function showMatch(step: 1 | -1): void {
  const { find } = canvasStore.getState();
  if (!find || find.matches.length === 0) return;
  const at = (find.at + step + find.matches.length) % find.matches.length;
  canvasStore.setState({ find: { ...find, at } });
  show(find.matches[at]);
}

function show(id: string | undefined): void {
  if (id === undefined) return;
  documentStore.select({ steps: [id], edges: [] });
  reveal(id);
}
