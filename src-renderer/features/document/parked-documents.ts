import type { WorkflowId } from '@shared/lib/ids';
import type { DocumentState } from './document-state';
import type { History } from './history';
import type { Parsed } from './language';

// Documents that are open but not in front: as they were left, for their way back. Nobody edits
// them; what happens to their files meanwhile is asked for when they come back.

export interface ParkedDocument<P extends Parsed> {
  readonly state: DocumentState<P>;
  readonly history: History;
}

export interface ParkedDocuments<P extends Parsed> {
  find(id: WorkflowId): ParkedDocument<P> | undefined;
  /** Keeps an open document as it is. */
  park(state: DocumentState<P>, history: History): void;
  /** Gives a document back, to be shown again. */
  take(id: WorkflowId): ParkedDocument<P> | undefined;
  forget(id: WorkflowId): void;
  /** Those whose newest text could not be journalled when they were left. */
  unsafe(): readonly DocumentState<P>[];
  /** The newest text of one of them is safe now. */
  safe(id: WorkflowId): void;
}

export function createParkedDocuments<P extends Parsed>(): ParkedDocuments<P> {
  const parked = new Map<WorkflowId, ParkedDocument<P>>();
  return {
    find: (id) => parked.get(id),
    park(state, history) {
      if (state.id === null || state.status !== 'open') return;
      // A save that is on its way ends without this window looking on.
      parked.set(state.id, { state: { ...state, change: null, saving: false }, history });
    },
    take(id) {
      const found = parked.get(id);
      parked.delete(id);
      return found;
    },
    forget: (id) => void parked.delete(id),
    unsafe: () =>
      [...parked.values()].map(({ state }) => state).filter(({ autosave }) => autosave !== 'saved'),
    safe(id) {
      const found = parked.get(id);
      if (found) parked.set(id, { ...found, state: { ...found.state, autosave: 'saved' } });
    },
  };
}
