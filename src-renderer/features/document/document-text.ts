import { toErrorData } from '@shared/errors/app-error';
import type { WorkflowId } from '@shared/lib/ids';
import type { StoreApi } from 'zustand/vanilla';
import type { DocumentDeps } from './document-deps';
import type { DocumentState, EditOptions, Selection } from './document-state';
import { createDraftSaver, type DraftSaver } from './draft-saver';
import {
  applyBatches,
  type Batches,
  emptyHistory,
  type History,
  invertBatches,
  record,
  redoOf,
  seal,
  undoOf,
} from './history';
import type { Parsed } from './language';
import { createReader, type Reader } from './reader';
import { shownWorkflow } from './readable';
import { keepExisting, sameSelection } from './selection';

/** The text of the document in front, with what follows from every change of it. */
export interface DocumentText<P extends Parsed> {
  readonly reader: Reader<P>;
  readonly saver: DraftSaver;
  change(batches: Batches, options: EditOptions): void;
  undo(): void;
  redo(): void;
  history(): History;
  /** Of another document, whose state is put in place with it. */
  takeHistory(history: History): void;
  /** What follows is an undo step of its own. */
  seal(): void;
  /** Whether the problems in the state are those of the newest text. */
  isChecked(): boolean;
}

/**
 * Every change of the text goes through here: it is read, noted in the history, and on its way to the
 * draft. `ownDrafts`: drafts that this window wrote.
 */
export function createDocumentText<P extends Parsed, Edit>(
  deps: DocumentDeps<P, Edit>,
  store: StoreApi<DocumentState<P>>,
  ownDrafts: Set<WorkflowId>,
): DocumentText<P> {
  const { getState, setState: set } = store;
  let history: History = emptyHistory;
  /** The text that `problems` are about; a moment older than the newest while one types. */
  let checkedText: string | null = null;

  const reader = createReader<P>({
    parse: deps.language.parse,
    validate: deps.language.validate,
    timers: deps.timers,
    onParsed: (parsed) => applyParsed(parsed),
    onProblems: (problems, text) => {
      checkedText = text;
      set({ problems });
    },
  });

  const saver = createDraftSaver({
    ...deps.timers,
    write: async () => {
      const { id, text, savedText } = getState();
      if (id === null) return;
      if (text === savedText) await deps.documents.discardDraft({ id });
      else {
        ownDrafts.add(id);
        await deps.documents.saveDraft({ id, text });
      }
    },
    onState: (autosave, error) => {
      if (getState().autosave === autosave) return;
      set({ autosave });
      if (autosave === 'failed') deps.onAutosaveFailed(toErrorData(error));
    },
  });

  function applyParsed(parsed: P): void {
    set({ parsed, ...shownWorkflow(parsed, getState().workflow) });
  }

  function applyHistory(next: History): void {
    history = next;
    set({
      undoLabel: history.done.at(-1)?.label ?? null,
      redoLabel: history.undone.at(-1)?.label ?? null,
    });
  }

  /** The only place where the text of an open document changes. */
  function applyText(batches: Batches, origin: EditOptions['origin'], selection: Selection): void {
    const state = getState();
    const text = applyBatches(state.text, batches);
    const parsed = reader.read(text, origin === 'source');
    const shown = parsed ? shownWorkflow(parsed, state.workflow) : state;
    const kept = keepExisting(selection, shown.workflow);
    set({
      text,
      dirty: text !== state.savedText,
      change: { origin: origin ?? 'shell', batches },
      selection: sameSelection(kept, state.selection) ? state.selection : kept,
      ...(parsed && { parsed, workflow: shown.workflow, stale: shown.stale }),
    });
    saver.touch();
  }

  function change(batches: Batches, options: EditOptions): void {
    const state = getState();
    // Also one that writes what stands there already: undoing it would do nothing.
    if (applyBatches(state.text, batches) === state.text) return;
    const now = deps.timers.now();
    const after = options.select ?? state.selection;
    const entry = {
      label: options.label ?? 'Edit',
      origin: options.origin ?? 'shell',
      coalesce: options.coalesce ?? null,
      forward: batches,
      inverse: invertBatches(state.text, batches),
      before: state.selection,
      after,
      startedAt: now,
      changedAt: now,
    };
    applyText(batches, options.origin, after);
    applyHistory(record(history, entry));
  }

  function undo(): void {
    const step = undoOf(history);
    if (!step) return;
    applyText(step.entry.inverse, 'history', step.entry.before);
    applyHistory(step.history);
  }

  function redo(): void {
    const step = redoOf(history);
    if (!step) return;
    applyText(step.entry.forward, 'history', step.entry.after);
    applyHistory(step.history);
  }

  return {
    reader,
    saver,
    change,
    undo,
    redo,
    history: () => history,
    takeHistory: (next) => {
      history = next;
    },
    seal: () => {
      history = seal(history);
    },
    isChecked: () => checkedText === getState().text,
  };
}
