import type { DocumentState } from './document-state';
import type { Parsed } from './language';
import { noSelection } from './no-selection';

/** The state while nothing is open; also where opening starts from. */
export function closedDocument<P extends Parsed>(): DocumentState<P> {
  return {
    status: 'closed',
    id: null,
    path: null,
    text: '',
    savedText: '',
    parsed: null,
    workflow: null,
    stale: false,
    problems: [],
    dirty: false,
    readOnly: false,
    trusted: true,
    recovered: false,
    externalText: null,
    fileMissing: false,
    autosave: 'saved',
    saving: false,
    error: null,
    selection: noSelection,
    undoLabel: null,
    redoLabel: null,
    change: null,
  };
}
