import { toErrorData } from '@shared/errors/app-error';
import type { LibraryEntry } from '@shared/ipc/library';
import type { WorkflowId } from '@shared/lib/ids';
import { ipc } from '../../ipc/client';
import { showErrorToast } from '../../ui/error-toast';
import { showToast } from '../../ui/toast';
import { libraryStore } from './library';
import { allWorkflows } from './place';

// Keeping order: folders, tags, favourites. Each tells the user itself when it fails, and offers to
// undo what touches several workflows.

export function toggleFavourite(entries: readonly LibraryEntry[]): Promise<void> {
  const favourite = !entries.every((entry) => entry.favourite);
  return attempt('The favourites were not changed', async () => {
    await ipc.library.setFavourite({ ids: idsOf(entries), favourite });
  });
}

export function moveToFolder(entries: readonly LibraryEntry[], folder: string): Promise<void> {
  return attempt('Nothing was moved', async () => {
    await ipc.library.move({ ids: idsOf(entries), folder });
    showToast(
      `Moved ${countText(entries)} to ${folder === '' ? 'the top' : `“${folder}”`}`,
      'plain',
      {
        action: { label: 'Undo', onSelect: () => void moveBack(entries) },
      },
    );
  });
}

function moveBack(entries: readonly LibraryEntry[]): Promise<void> {
  return attempt('The workflows were not moved back', async () => {
    for (const [folder, group] of Map.groupBy(entries, (entry) => entry.folder)) {
      await ipc.library.move({ ids: idsOf(group), folder });
    }
  });
}

export function changeTags(
  entries: readonly LibraryEntry[],
  add: readonly string[],
  remove: readonly string[],
): Promise<void> {
  return attempt('The tags were not changed', async () => {
    await ipc.library.tag({ ids: idsOf(entries), add: [...add], remove: [...remove] });
  });
}

export async function createFolder(path: string): Promise<boolean> {
  return attemptOr('The folder was not made', async () => {
    await ipc.library.createFolder({ path });
    libraryStore.goTo({
      type: 'folder',
      path: path
        .split('/')
        .map((name) => name.trim())
        .join('/'),
    });
  });
}

export async function renameFolder(from: string, name: string): Promise<boolean> {
  const around = from.includes('/') ? `${from.slice(0, from.lastIndexOf('/'))}/` : '';
  const to = `${around}${name}`;
  return attemptOr('The folder was not renamed', async () => {
    await ipc.library.moveFolder({ from, to });
    libraryStore.goTo({ type: 'folder', path: to });
  });
}

/** The folder goes; what lies in it moves to the one around it. */
export function removeFolder(path: string): Promise<void> {
  const inside = libraryStore
    .getState()
    .entries.filter(({ folder }) => folder === path || folder.startsWith(`${path}/`));
  const folders = libraryStore
    .getState()
    .folders.filter((folder) => folder === path || folder.startsWith(`${path}/`));
  return attempt('The folder was not removed', async () => {
    await ipc.library.removeFolder({ path });
    libraryStore.goTo(allWorkflows);
    showToast(`Removed the folder “${path}”`, 'plain', {
      ...(inside.length > 0 && {
        description: `${countText(inside)} moved to the folder around it.`,
      }),
      action: {
        label: 'Undo',
        onSelect: () =>
          void attempt('The folder was not restored', async () => {
            for (const folder of [path, ...folders])
              await ipc.library.createFolder({ path: folder });
            await moveBack(inside);
          }),
      },
    });
  });
}

export function countText(entries: readonly LibraryEntry[]): string {
  const [first] = entries;
  return entries.length === 1 && first ? `“${first.name}”` : `${entries.length} workflows`;
}

function idsOf(entries: readonly LibraryEntry[]): WorkflowId[] {
  return entries.map((entry) => entry.id);
}

async function attempt(title: string, act: () => Promise<void>): Promise<void> {
  await attemptOr(title, act);
}

async function attemptOr(title: string, act: () => Promise<void>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    showErrorToast(toErrorData(error), title);
    return false;
  }
}
