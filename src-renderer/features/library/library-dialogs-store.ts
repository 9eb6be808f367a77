import type { LibraryEntry } from '@shared/ipc/library';
import { createStore, useStore } from 'zustand';

/** What the library asks, one question at a time. */
export type LibraryQuestion =
  | { readonly type: 'rename'; readonly entry: LibraryEntry }
  | { readonly type: 'move'; readonly entries: readonly LibraryEntry[] }
  | { readonly type: 'tags'; readonly entries: readonly LibraryEntry[] }
  | { readonly type: 'new-folder'; readonly around: string }
  | { readonly type: 'rename-folder'; readonly path: string }
  | { readonly type: 'purge'; readonly entries: readonly LibraryEntry[] };

interface LibraryDialogsState {
  readonly question: LibraryQuestion | null;
}

const store = createStore<LibraryDialogsState>()(() => ({ question: null }));

export function askLibrary(question: LibraryQuestion): void {
  store.setState({ question });
}

export function closeLibraryQuestion(): void {
  store.setState({ question: null });
}

export function useLibraryQuestion(): LibraryQuestion | null {
  return useStore(store, (state) => state.question);
}
