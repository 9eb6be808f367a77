import { createStore } from 'zustand/vanilla';
import { debuggerStore } from '../debugger';
import type { ForkEdit } from '../dap/stepwell-protocol';

/** A change of the past that waits for a yes. */
export interface ForkRequest {
  /** What changes, for people: `total = 12`; empty: nothing. */
  readonly words: string;
  readonly edit: ForkEdit | null;
}

export const forkStore = createStore<{ readonly request: ForkRequest | null }>(() => ({
  request: null,
}));

export function askFork(request: ForkRequest): void {
  forkStore.setState({ request });
}

/** Asks whether a run shall go on from the moment that is shown, with nothing changed. */
export function requestFork(): void {
  askFork({ words: '', edit: null });
}

/** Starts a new run at the moment that is shown, with the change. */
export async function fork({ edit }: ForkRequest): Promise<void> {
  forkStore.setState({ request: null });
  const { moment } = debuggerStore.getState();
  if (!moment) return;
  await debuggerStore.ask('stepwell/fork', {
    seq: moment.seq,
    edits: edit === null ? [] : [edit],
  });
}
