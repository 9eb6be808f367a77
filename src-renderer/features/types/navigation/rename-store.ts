import { createStore } from 'zustand/vanilla';

/** The step that is being renamed everywhere; null while none is. */
export const renameStore = createStore<{ readonly step: string | null }>(() => ({ step: null }));
