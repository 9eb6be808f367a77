import type { TextMatch } from '@shared/text/find-text';
import type { WorkflowId } from '@shared/lib/ids';
import { useStore } from 'zustand';
import { ipc } from '../../ipc/client';
import { showStep } from '../canvas/index';
import { documentStore } from '../document/index';
import { flushPendingEdits } from '../editors/index';
import { openWorkflow } from '../library/index';
import { revealInSource } from '../source/index';
import { workbench } from '../workbench/index';
import { createSearchStore, type SearchState } from './search-store';

export const searchStore = createSearchStore({
  search: ipc.library.searchText,
  setTimer: (run, delay) => window.setTimeout(run, delay),
  clearTimer: (timer) => window.clearTimeout(timer as number | undefined),
});

export function useSearch<T>(selector: (state: SearchState) => T): T {
  return useStore(searchStore, selector);
}

/** Goes to what was found: the step on the canvas, or the place in the text. */
export async function showMatch(id: WorkflowId, match: TextMatch, words: string): Promise<void> {
  flushPendingEdits();
  await openWorkflow(id);
  const { id: front, status, text, parsed } = documentStore.getState();
  if (front !== id || status !== 'open') return;
  const from = placeNow(text, match, words);
  const step = parsed?.places.stepAt(from) ?? null;
  if (step !== null) documentStore.select({ steps: [step] });
  if (workbench.getState().centre === 'canvas') {
    if (step !== null) {
      showStep(step);
      return;
    }
    workbench.showCentre('split');
  }
  revealInSource({ from, to: from + match.to - match.from }, false);
}

/** The text may have changed since it was searched: then the nearest place that says the same. */
function placeNow(text: string, { from, to }: TextMatch, words: string): number {
  const wanted = words.toLowerCase();
  if (text.slice(from, to).toLowerCase() === wanted) return from;
  const lower = text.toLowerCase();
  const after = lower.indexOf(wanted, from);
  return after >= 0 ? after : Math.max(0, lower.lastIndexOf(wanted));
}
