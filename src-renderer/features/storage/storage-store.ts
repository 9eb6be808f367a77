import { toErrorData } from '@shared/errors/app-error';
import type { StorageStall } from '@shared/ipc/storage';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { ipc } from '../../ipc/client';
import { announce } from '../../ui/announcer';
import { showErrorToast } from '../../ui/error-toast';

// Whether everything can be kept: while it cannot, runs stand still and the window says why.

interface StorageState {
  readonly stalled: StorageStall | null;
  readonly resuming: boolean;
}

export const storageStore = createStore<StorageState>()(() => ({ stalled: null, resuming: false }));

export function useStorage<T>(selector: (state: StorageState) => T): T {
  return useStore(storageStore, selector);
}

/** Listens to main; called once, from app/subscriptions. Returns how to stop. */
export function subscribeToStorage(): () => void {
  ipc.storage.state({}).then(
    ({ stalled }) => storageStore.setState({ stalled }),
    // It is told again with the next change; nothing depends on it at start.
    () => undefined,
  );
  return ipc.storage.onChanged(({ stalled }) => {
    if (storageStore.getState().stalled !== null && stalled === null) announce('Runs go on');
    storageStore.setState({ stalled });
  });
}

/** Tries at once to keep what waits. */
export async function resumeStorage(): Promise<void> {
  storageStore.setState({ resuming: true });
  try {
    const { resumed } = await ipc.storage.resume({});
    announce(resumed ? 'Runs go on' : 'It still does not work');
  } catch (error) {
    showErrorToast(toErrorData(error));
  } finally {
    storageStore.setState({ resuming: false });
  }
}
