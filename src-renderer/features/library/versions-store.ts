import { toErrorData } from '@shared/errors/app-error';
import type { LibraryEntry, SavedVersion } from '@shared/ipc/library';
import type { ContentHash } from '@shared/lib/ids';
import { createStore, useStore } from 'zustand';
import { ipc } from '../../ipc/client';
import { showErrorToast } from '../../ui/error-toast';
import { showToast } from '../../ui/toast';
import { documentStore } from '../document/index';
import { openWorkflow } from './open-workflow';

// Saved versions of one workflow: which there are, what they hold, and going back to one.

/** The text as it is being edited, before it is a version. */
export const draftVersion = 'draft';
export type VersionKey = ContentHash | typeof draftVersion;

interface VersionsState {
  readonly entry: Pick<LibraryEntry, 'id' | 'name'> | null;
  readonly versions: readonly SavedVersion[];
  /** Texts that were read, by version. */
  readonly texts: ReadonlyMap<VersionKey, string>;
}

const closed: VersionsState = { entry: null, versions: [], texts: new Map() };
export const versionsStore = createStore<VersionsState>()(() => closed);

export function useVersions<T>(selector: (state: VersionsState) => T): T {
  return useStore(versionsStore, selector);
}

export async function showVersions(entry: Pick<LibraryEntry, 'id' | 'name'>): Promise<void> {
  try {
    await documentStore.flush();
    const [versions, opened] = await Promise.all([
      ipc.library.versions({ id: entry.id }),
      ipc.documents.open({ id: entry.id }),
    ]);
    const texts = new Map<VersionKey, string>();
    if (opened.text !== opened.savedText) texts.set(draftVersion, opened.text);
    versionsStore.setState({ entry: { id: entry.id, name: entry.name }, versions, texts });
  } catch (error) {
    showErrorToast(toErrorData(error), `The versions of “${entry.name}” could not be read`);
  }
}

export function closeVersions(): void {
  versionsStore.setState(closed);
}

/** Reads a version's text, once. */
export async function loadVersion(hash: ContentHash): Promise<void> {
  const { entry, texts } = versionsStore.getState();
  if (!entry || texts.has(hash)) return;
  try {
    const { text } = await ipc.library.versionText({ id: entry.id, hash });
    if (versionsStore.getState().entry?.id !== entry.id) return;
    versionsStore.setState({ texts: new Map(versionsStore.getState().texts).set(hash, text) });
  } catch (error) {
    showErrorToast(toErrorData(error), 'The version could not be read');
  }
}

/** Goes back to a version as an edit: what is there now is one undo away, and nothing is saved yet. */
export async function restoreVersion(text: string): Promise<void> {
  const { entry } = versionsStore.getState();
  if (!entry) return;
  closeVersions();
  await openWorkflow(entry.id);
  const { status, readOnly } = documentStore.getState();
  if (status !== 'open' || readOnly) {
    showToast('This workflow can only be looked at', 'warning');
    return;
  }
  documentStore.replaceText(text, { label: 'Restore version' });
  showToast('Restored the version', 'success', {
    description: 'Save to keep it.',
    action: { label: 'Undo', onSelect: () => documentStore.undo() },
  });
}
