import { createStore } from 'zustand/vanilla';
import type { IsFolded } from './model/folded-groups';

// Whether a frame or a group is folded belongs to the file. What is shown may differ for a while:
// something inside was revealed, which must not change the file, or the file cannot be changed.

/** By key: the id of a frame, or `groupKey` of a group. */
export const foldingStore = createStore<ReadonlyMap<string, boolean>>()(() => new Map());

export const isFoldedHere: IsFolded = (key, saved) => foldingStore.getState().get(key) ?? saved;

/** Shows it folded or open whatever the file says; `undefined`: as the file says. */
export function showFolded(keys: readonly string[], folded: boolean | undefined): void {
  const now = foldingStore.getState();
  const next = new Map(now);
  for (const key of keys) {
    if (folded === undefined) next.delete(key);
    else next.set(key, folded);
  }
  if (next.size > 0 || now.size > 0) foldingStore.setState(next, true);
}

/** Another document is shown. */
export function forgetFolding(): void {
  foldingStore.setState(new Map(), true);
}
