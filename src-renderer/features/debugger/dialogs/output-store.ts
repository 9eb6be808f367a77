import type { Stop } from '@shared/debug/stops';
import { createStore } from 'zustand/vanilla';

/** The step that is to be skipped, for which an output is asked. */
export const outputStore = createStore<{ readonly stop: Stop | null }>(() => ({ stop: null }));

export function askOutput(stop: Stop): void {
  outputStore.setState({ stop });
}

export function closeOutput(): void {
  outputStore.setState({ stop: null });
}
