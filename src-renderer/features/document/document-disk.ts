import { toErrorData } from '@shared/errors/app-error';
import type { WorkflowId } from '@shared/lib/ids';
import type { StoreApi } from 'zustand/vanilla';
import type { DocumentDeps } from './document-deps';
import type { DocumentActions, DocumentState } from './document-state';
import type { DocumentText } from './document-text';
import type { Parsed } from './language';
import { textDifference } from './text-difference';

type DiskActions = Pick<
  DocumentActions<never>,
  | 'save'
  | 'saveAs'
  | 'discard'
  | 'resolveExternal'
  | 'fileChanged'
  | 'fileMissing'
  | 'trust'
  | 'trustChanged'
>;

/** The document and its file: saving, going back to it, and what other programs make of it. */
export function createDocumentDisk<P extends Parsed, Edit>(
  deps: DocumentDeps<P, Edit>,
  { getState, setState: set }: StoreApi<DocumentState<P>>,
  { change, saver, seal }: DocumentText<P>,
): DiskActions {
  /** What the three ways to disk share: one at a time, state shown, newer typing journalled. */
  async function write(
    send: (id: WorkflowId, text: string) => Promise<{ readonly path: string | null } | null>,
  ): Promise<boolean> {
    const { id, text, saving, status } = getState();
    if (id === null || status !== 'open' || saving) return false;
    seal();
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

  return {
    save: () => write((id, text) => deps.documents.save({ id, text })),
    saveAs: () => write((id, text) => deps.documents.saveAs({ id, text })),
    discard,
    resolveExternal,
    fileChanged,
    fileMissing: (id, fileMissing) => {
      if (getState().id === id && getState().status === 'open') set({ fileMissing });
    },
    trust,
    trustChanged,
  };
}
