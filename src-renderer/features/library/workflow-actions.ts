import { toErrorData } from '@shared/errors/app-error';
import type { LibraryEntry } from '@shared/ipc/library';
import type { WorkflowId } from '@shared/lib/ids';
import { ipc } from '../../ipc/client';
import { showErrorToast } from '../../ui/error-toast';
import { showToast } from '../../ui/toast';
import { documentStore } from '../document/index';
import { libraryStore } from './library';
import { openWorkflow, showLibrary } from './open-workflow';

// What the library's buttons and menus do. Each tells the user itself when it fails.

export function newWorkflow(): Promise<void> {
  return tell('The workflow was not created', async () => {
    await openWorkflow(await libraryStore.create({}));
  });
}

export function newFromSample(sample: string): Promise<void> {
  return tell('The sample was not opened', async () => {
    await openWorkflow(await libraryStore.create({ sample }));
  });
}

export function openFile(): Promise<void> {
  return tell('The file was not opened', async () => {
    const id = await libraryStore.importFile();
    if (id) await openWorkflow(id);
  });
}

export function duplicateWorkflow(entry: LibraryEntry): Promise<void> {
  return tell(`${quoted(entry.name)} was not duplicated`, async () => {
    await libraryStore.duplicate(entry.id);
    showToast(`Duplicated ${quoted(entry.name)}`, 'success');
  });
}

export function deleteWorkflow(entry: LibraryEntry): Promise<void> {
  return tell(`${quoted(entry.name)} was not deleted`, async () => {
    if (documentStore.getState().id === entry.id) {
      await documentStore.close();
      showLibrary();
    }
    await libraryStore.remove(entry.id);
    showToast(`Deleted ${quoted(entry.name)}`, 'plain', {
      id: `deleted:${entry.id}`,
      ...(entry.path && { description: 'Its file stays where it is.' }),
      duration: 10_000,
      action: { label: 'Undo', onSelect: () => void restoreWorkflow(entry) },
    });
  });
}

function restoreWorkflow(entry: LibraryEntry): Promise<void> {
  return tell(`${quoted(entry.name)} was not restored`, () => libraryStore.restore(entry.id));
}

/** Writes a copy of the text as it stands, drafts included. */
export function exportWorkflow(id: WorkflowId): Promise<void> {
  return tell('The workflow was not exported', async () => {
    const { text } = await ipc.documents.open({ id });
    const exported = await ipc.library.exportFile({ id, text });
    if (exported) showToast('Exported a copy', 'success', { description: exported.path });
  });
}

async function tell(title: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    showErrorToast(toErrorData(error), title);
  }
}

function quoted(name: string): string {
  return `“${name}”`;
}
