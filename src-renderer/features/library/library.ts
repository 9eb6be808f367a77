import { useStore } from 'zustand';
import { ipc } from '../../ipc/client';
import { createLibraryStore, type LibraryState } from './library-store';

export const libraryStore = createLibraryStore({ library: ipc.library });

export function useLibrary<T>(selector: (state: LibraryState) => T): T {
  return useStore(libraryStore, selector);
}
