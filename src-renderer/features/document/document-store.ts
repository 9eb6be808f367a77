import { type AppErrorData, toErrorData } from '@shared/errors/app-error';
import type { OpenedDocument } from '@shared/ipc/documents';
import type { WorkflowId } from '@shared/lib/ids';
import { err, ok, type Result } from '@shared/lib/result';
import type { Problem } from '@shared/workflow/problem';
import type { TextChange } from '@shared/workflow/text-change';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { closedDocument } from './closed-document';
import type { DocumentDeps } from './document-deps';
import type { DocumentActions, DocumentState, EditOptions, Selection } from './document-state';
import { createDraftSaver } from './draft-saver';
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
import { noSelection } from './no-selection';
import { createParkedDocuments, type ParkedDocument } from './parked-documents';
import { createReader } from './reader';
import { shownWorkflow } from './readable';
import { readOnlyError } from './read-only-error';
import { keepExisting, sameSelection } from './selection';
import { textDifference } from './text-difference';

export interface DocumentStore<P extends Parsed, Edit>
  extends StoreApi<DocumentState<P>>, DocumentActions<Edit> {}

/** The workflow document in front: its text, what is read from it, its history and its way to disk. */
export function createDocumentStore<P extends Parsed, Edit>(
  deps: DocumentDeps<P, Edit>,
): DocumentStore<P, Edit> {
  const store = createStore<DocumentState<P>>(() => closedDocument<P>());
  const { getState } = store;
  let history: History = emptyHistory;
  /** Drafts that this window wrote: they are not found again, they were never lost. */
  const ownDrafts = new Set<WorkflowId>();
  const parked = createParkedDocuments<P>();
  /** The text that `problems` are about; a moment older than the newest while one types. */
  let checkedText: string | null = null;
  /** Counts openings: an answer that belongs to an earlier one is dropped. */
  let opening = 0;

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

  function set(part: Partial<DocumentState<P>>): void {
    store.setState(part);
  }

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

  function load(id: WorkflowId, document: OpenedDocument): void {
    const parsed = deps.language.parse(document.text);
    history = emptyHistory;
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
    if (getState().id !== id) parked.park(getState(), history);
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
      else load(id, document);
    } catch (error) {
      if (mine === opening) set({ status: 'failed', error: toErrorData(error) });
    }
  }

  /** A document that was kept behind, as it was left. */
  function restore(kept: ParkedDocument<P>): void {
    const { state } = kept;
    // A large text may have been left before it was read.
    const parsed =
      state.parsed?.text === state.text ? state.parsed : deps.language.parse(state.text);
    history = kept.history;
    store.setState({ ...state, parsed, ...shownWorkflow(parsed, state.workflow) }, true);
    reader.load(parsed);
    if (state.autosave !== 'saved') saver.touch();
  }

  /** What happened to its file and its trust while it was behind. */
  function catchUp(id: WorkflowId, document: OpenedDocument): void {
    set({ path: document.path, fileMissing: document.fileMissing });
    fileChanged(id, document.savedText, document.trusted);
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
    history = emptyHistory;
    store.setState(closedDocument<P>(), true);
  }

  function edit(
    edits: Edit | readonly Edit[],
    options: EditOptions = {},
  ): Result<null, AppErrorData> {
    const state = getState();
    if (state.status !== 'open') return err(readOnlyError('No workflow is open.'));
    if (state.readOnly) return err(readOnlyError('This workflow can only be looked at.'));
    const batches: (readonly TextChange[])[] = [];
    let parsed = reader.current(state.text);
    for (const one of asList(edits)) {
      const planned = deps.language.plan(parsed, one);
      if (!planned.ok) return planned;
      batches.push(planned.value);
      if (asList(edits).length > 1) {
        parsed = deps.language.parse(applyBatches(parsed.text, [planned.value]));
      }
    }
    change(batches, options);
    return ok(null);
  }

  function applyChanges(changes: readonly TextChange[], options: EditOptions = {}): void {
    const { status, readOnly } = getState();
    if (status !== 'open' || readOnly) return;
    change([changes], { label: 'Edit source', origin: 'source', coalesce: 'source', ...options });
  }

  function applyFix(problem: Problem, title: string): boolean {
    const { status, readOnly, text } = getState();
    if (status !== 'open' || readOnly) return false;
    // Its places are those of the text it was found in: after a change it is looked for again.
    const current =
      checkedText === text
        ? problem
        : sameProblem(deps.language.validate(reader.current(text)), problem);
    const fix = current?.fixes.find((candidate) => candidate.title === title);
    if (fix === undefined) return false;
    change([fix.changes], { origin: 'shell', label: title });
    return true;
  }

  function replaceText(text: string, options: EditOptions = {}): void {
    const { status, readOnly, text: before } = getState();
    if (status !== 'open' || readOnly) return;
    change([textDifference(before, text)], { label: 'Replace text', ...options });
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

  /** What the three ways to disk share: one at a time, state shown, newer typing journalled. */
  async function write(
    send: (id: WorkflowId, text: string) => Promise<{ readonly path: string | null } | null>,
  ): Promise<boolean> {
    const { id, text, saving, status } = getState();
    if (id === null || status !== 'open' || saving) return false;
    history = seal(history);
    set({ saving: true, error: null });
    try {
      const saved = await send(id, text);
      if (getState().id !== id) return saved !== null;
      if (saved) {
        const dirty = getState().text !== text;
        set({
          savedText: text,
          path: saved.path,
          dirty,
          recovered: false,
          externalText: null,
          fileMissing: false,
        });
        if (dirty) saver.touch();
        else saver.cancel();
      }
      return saved !== null;
    } catch (error) {
      if (getState().id === id) set({ error: toErrorData(error) });
      deps.onSaveFailed(toErrorData(error));
      return false;
    } finally {
      if (getState().id === id) set({ saving: false });
    }
  }

  async function discard(): Promise<void> {
    const { id, status } = getState();
    if (id === null || status !== 'open') return;
    const { text } = await deps.documents.discardDraft({ id });
    if (getState().id !== id) return;
    set({ savedText: text, recovered: false });
    change([textDifference(getState().text, text)], { label: 'Discard changes' });
    set({ dirty: getState().text !== text });
  }

  function fileChanged(id: WorkflowId, theirs: string, trusted = true): void {
    const state = getState();
    if (state.id !== id || state.status !== 'open') return;
    trustChanged(id, trusted);
    if (theirs === state.savedText) return;
    if (theirs === state.text) {
      set({ savedText: theirs, dirty: false, externalText: null });
    } else if (state.dirty) {
      set({ externalText: theirs });
    } else {
      takeTheirs(theirs);
    }
  }

  function trustChanged(id: WorkflowId, trusted: boolean): void {
    if (getState().id === id && getState().trusted !== trusted) set({ trusted });
  }

  async function trust(): Promise<boolean> {
    const { id, status } = getState();
    if (id === null || status !== 'open') return false;
    // What is trusted is the text main knows: the newest keystrokes belong to it.
    await saver.flush();
    await deps.documents.trust({ id, text: getState().text });
    if (getState().id === id) set({ trusted: true });
    return true;
  }

  function takeTheirs(theirs: string): void {
    set({ savedText: theirs, externalText: null, recovered: false });
    change([textDifference(getState().text, theirs)], { label: 'Reload file', origin: 'file' });
  }

  function resolveExternal(choice: 'theirs' | 'mine'): void {
    const { externalText } = getState();
    if (externalText === null) return;
    if (choice === 'theirs') takeTheirs(externalText);
    else set({ savedText: externalText, externalText: null });
  }

  function select(part: Partial<Selection>): void {
    const next = { ...noSelection, ...part };
    if (!sameSelection(next, getState().selection)) set({ selection: next });
  }

  return {
    ...store,
    open,
    close,
    edit,
    applyChanges,
    applyFix,
    recheck: reader.recheck,
    replaceText,
    undo,
    redo,
    save: () => write((id, text) => deps.documents.save({ id, text })),
    saveAs: () => write((id, text) => deps.documents.saveAs({ id, text })),
    discard,
    keepRecovered: () => set({ recovered: false }),
    resolveExternal,
    fileChanged,
    fileMissing: (id, fileMissing) => {
      if (getState().id === id && getState().status === 'open') set({ fileMissing });
    },
    trust,
    trustChanged,
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

function sameProblem(problems: readonly Problem[], wanted: Problem): Problem | undefined {
  return problems.find(
    (problem) =>
      problem.code === wanted.code &&
      problem.step === wanted.step &&
      problem.edge === wanted.edge &&
      problem.message === wanted.message,
  );
}

function asList<Edit>(edits: Edit | readonly Edit[]): readonly Edit[] {
  return Array.isArray(edits) ? edits : [edits as Edit];
}
