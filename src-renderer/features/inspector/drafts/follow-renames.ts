import { renameOf } from '../../debugger';
import { documentStore } from '../../document';
import { renameDrafts } from './kept-drafts';

/** What fields of a step hold goes with it when it gets another id, by whatever way. */
export function followRenames(): () => void {
  return documentStore.subscribe((state, before) => {
    if (state.parsed === before.parsed || state.id !== before.id) return;
    if (!state.parsed || !before.parsed) return;
    const rename = renameOf(
      [...before.parsed.source.steps.keys()],
      [...state.parsed.source.steps.keys()],
    );
    if (rename) renameDrafts(state.id, rename.from, rename.to);
  });
}
