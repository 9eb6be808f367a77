import { toErrorData } from '@shared/errors/app-error';
import type { OpenedDocument } from '@shared/ipc/documents';
import type { WorkflowId } from '@shared/lib/ids';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { closedDocument } from './closed-document';
import type { DocumentDeps } from './document-deps';
import { createDocumentDisk } from './document-disk';
import { createDocumentEdits } from './document-edits';
import type { DocumentActions, DocumentState, Selection } from './document-state';
import { createDocumentText } from './document-text';
import { emptyHistory } from './history';
import type { Parsed } from './language';
import { noSelection } from './no-selection';
import { createParkedDocuments, type ParkedDocument } from './parked-documents';
import { shownWorkflow } from './readable';
import { smallText } from './reader';
import { sameSelection } from './selection';

export interface DocumentStore<P extends Parsed, Edit>
  extends StoreApi<DocumentState<P>>, DocumentActions<Edit> {}

/**
 * The workflow document in front. Its text and history are in document-text.ts, what views do to it in
 * document-edits.ts, its file in document-disk.ts; here is which document is in front.
 */
export function createDocumentStore<P extends Parsed, Edit>(
  deps: DocumentDeps<P, Edit>,
): DocumentStore<P, Edit> {
  const store = createStore<DocumentState<P>>(() => closedDocument<P>());
  const { getState, setState: set } = store;
  /** Drafts that this window wrote: they are not found again, they were never lost. */
  const ownDrafts = new Set<WorkflowId>();
  const parked = createParkedDocuments<P>();
  const front = createDocumentText(deps, store, ownDrafts);
  const disk = createDocumentDisk(deps, store, front);
  const { reader, saver } = front;
  /** Counts openings: an answer that belongs to an earlier one is dropped. */
  let opening = 0;

  function load(id: WorkflowId, document: OpenedDocument, parsed: P): void {
    front.takeHistory(emptyHistory);
    set({
      ...closedDocument<P>(),
      status: 'open',
      id,
      path: document.path,
      text: document.text,
      savedText: document.savedText,
      parsed,
      ...shownWorkflow(parsed, null),
      problems: parsed.problems,
      dirty: document.text !== document.savedText,
      readOnly: document.readOnly || parsed.readOnly,
      trusted: document.trusted,
      fileMissing: document.fileMissing,
      recovered: document.recovered && !ownDrafts.has(id),
    });
    reader.load(parsed);
  }

  async function open(id: WorkflowId): Promise<void> {
    opening += 1;
    const mine = opening;
    await saver.flush();
    if (mine !== opening) return;
    if (getState().id !== id) parked.park(getState(), front.history());
    // After parking: it says of the document that nothing is pending.
    saver.cancel();
    reader.reset();
    const kept = parked.take(id);
    if (kept) restore(kept);
    else set({ ...closedDocument<P>(), status: 'loading', id });
    try {
      const document = await deps.documents.open({ id });
      if (mine !== opening) return;
      if (kept) catchUp(id, document);
      else if (document.text.length <= smallText)
        load(id, document, deps.language.parse(document.text));
      else await loadLarge(id, document, () => mine === opening);
    } catch (error) {
      if (mine === opening) set({ status: 'failed', error: toErrorData(error) });
    }
  }

  /** The window goes on drawing while it is read; what becomes of the file meanwhile is asked for after. */
  async function loadLarge(
    id: WorkflowId,
    document: OpenedDocument,
    isWanted: () => boolean,
  ): Promise<void> {
    const parsed = await deps.language.parseGently(document.text);
    if (!isWanted()) return;
    load(id, document, parsed);
    // It is open and can be worked with, whatever comes of asking again.
    const now = await deps.documents.open({ id }).catch(() => null);
    if (now !== null && isWanted()) catchUp(id, now);
  }

  /** A document that was kept behind, as it was left. */
  function restore(kept: ParkedDocument<P>): void {
    const { state } = kept;
    // A large text may have been left before it was read.
    const parsed =
      state.parsed?.text === state.text ? state.parsed : deps.language.parse(state.text);
    front.takeHistory(kept.history);
    store.setState({ ...state, parsed, ...shownWorkflow(parsed, state.workflow) }, true);
    reader.load(parsed);
    if (state.autosave !== 'saved') saver.touch();
  }

  /** What happened to its file and its trust while it was behind. */
  function catchUp(id: WorkflowId, document: OpenedDocument): void {
    set({ path: document.path, fileMissing: document.fileMissing });
    disk.fileChanged(id, document.savedText, document.trusted);
  }

  /** Drafts of documents behind that could not be written when they were left. */
  async function flushBehind(): Promise<void> {
    for (const { id, text } of parked.unsafe()) {
      if (id === null) continue;
      try {
        ownDrafts.add(id);
        await deps.documents.saveDraft({ id, text });
        parked.safe(id);
      } catch (error) {
        deps.onAutosaveFailed(toErrorData(error));
      }
    }
  }

  async function close(): Promise<void> {
    opening += 1;
    const mine = opening;
    await saver.flush();
    if (mine !== opening) return;
    saver.cancel();
    reader.reset();
    front.takeHistory(emptyHistory);
    store.setState(closedDocument<P>(), true);
  }

  function select(part: Partial<Selection>): void {
    const next = { ...noSelection, ...part };
    if (!sameSelection(next, getState().selection)) set({ selection: next });
  }

  return {
    ...store,
    open,
    close,
    ...createDocumentEdits(deps, store, front),
    ...disk,
    recheck: reader.recheck,
    undo: front.undo,
    redo: front.redo,
    keepRecovered: () => set({ recovered: false }),
    select,
    clearSelection: () => select(noSelection),
    forget: parked.forget,
    isDirtyBehind: (id) => parked.find(id)?.state.dirty === true,
    isSafe: (id) =>
      (getState().id === id
        ? getState().autosave
        : (parked.find(id)?.state.autosave ?? 'saved')) === 'saved',
    flush: async () => {
      await saver.flush();
      await flushBehind();
    },
  };
}
