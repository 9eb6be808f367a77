import { toErrorData } from '@shared/errors/app-error';
import type { LibraryEntry } from '@shared/ipc/library';
import { showErrorToast } from '../../ui/error-toast';
import { showToast } from '../../ui/toast';
import { documentStore } from '../document/index';
import { showImported } from '../exchange/index';
import { libraryStore } from './library';
import { openWorkflow, showLibrary } from './open-workflow';
import { countText } from './organise';
import { restoreWorkflows } from './trash-actions';

// What the library's buttons and menus do. Each tells the user itself when it fails.

export function newWorkflow(): Promise<void> {
  return tell('The workflow was not created', async () => {
    await openWorkflow(await libraryStore.create({}));
  });
}

export function openFile(): Promise<void> {
  return tell('The file was not opened', async () => {
    const id = await libraryStore.importFile();
    if (!id) return;
    await openWorkflow(id);
    const { status, text, trusted } = documentStore.getState();
    // What one has trusted once was looked at then.
    if (status === 'open' && !trusted) showImported(id, text);
  });
}

export function duplicateWorkflows(entries: readonly LibraryEntry[]): Promise<void> {
  return tell(`${countText(entries)} could not be duplicated`, async () => {
    for (const entry of entries) await libraryStore.duplicate(entry.id);
    showToast(`Duplicated ${countText(entries)}`, 'success');
  });
}

/** Into the trash; the toast takes it back. */
export function deleteWorkflows(entries: readonly LibraryEntry[]): Promise<void> {
  return tell(`${countText(entries)} could not be deleted`, async () => {
    const ids = entries.map((entry) => entry.id);
    const { id } = documentStore.getState();
    if (id !== null && ids.includes(id)) {
      await documentStore.close();
      showLibrary();
    }
    await libraryStore.remove(ids);
    showToast(`Deleted ${countText(entries)}`, 'plain', {
      id: `deleted:${ids[0]}`,
      description: entries.some((entry) => entry.path)
        ? 'It is in the trash; files stay where they are.'
        : 'It is in the trash.',
      duration: 10_000,
      action: { label: 'Undo', onSelect: () => void restoreWorkflows(entries) },
    });
  });
}

async function tell(title: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    showErrorToast(toErrorData(error), title);
  }
}
