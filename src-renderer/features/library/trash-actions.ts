import { toErrorData } from '@shared/errors/app-error';
import type { LibraryEntry } from '@shared/ipc/library';
import { ipc } from '../../ipc/client';
import { showErrorToast } from '../../ui/error-toast';
import { showToast } from '../../ui/toast';
import { libraryStore } from './library';
import { countText } from './organise';

export async function restoreWorkflows(entries: readonly LibraryEntry[]): Promise<void> {
  try {
    await libraryStore.restore(entries.map((entry) => entry.id));
    showToast(`Restored ${countText(entries)}`, 'success');
  } catch (error) {
    showErrorToast(toErrorData(error), `${countText(entries)} could not be restored`);
  }
}

/** For good; asked for before. */
export async function purgeWorkflows(entries: readonly LibraryEntry[]): Promise<void> {
  try {
    await ipc.library.purge({ ids: entries.map((entry) => entry.id) });
    showToast(`Deleted ${countText(entries)} for good`, 'plain');
  } catch (error) {
    showErrorToast(toErrorData(error), `${countText(entries)} could not be deleted`);
  }
}
