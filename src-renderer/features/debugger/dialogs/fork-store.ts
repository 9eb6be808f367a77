import { toErrorData } from '@shared/errors/app-error';
import type { RunId } from '@shared/lib/ids';
import { createStore } from 'zustand/vanilla';
import { showErrorToast } from '../../../ui/error-toast';
import { EffectsQuestion } from '../dap/dap-error';
import { debuggerStore } from '../debugger';
import type { ForkEdit } from '../dap/stepwell-protocol';
import { launchedStore } from '../session/launched';
import { askSecrets } from './secrets-store';

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
  await forkAt(moment.seq, edit === null ? [] : [edit]);
}

/**
 * Starts a new run that has the first events of the session's one, and goes on in it. Secrets that
 * only the old run was given are asked for. Undefined: nothing was started.
 */
export async function forkAt(
  seq: number,
  edits: readonly ForkEdit[],
  secrets?: Readonly<Record<string, string>>,
): Promise<RunId | undefined> {
  try {
    const args = { seq, edits, ...(secrets && { secrets }) };
    return (await debuggerStore.request('stepwell/fork', args)).runId;
  } catch (error) {
    // Whoever said no to effects need not be told that nothing happened.
    if (error instanceof EffectsQuestion) return undefined;
    const data = toErrorData(error);
    const needed = launchedStore.getState().workflow?.secrets ?? [];
    if (data.code !== 'SECRET_MISSING' || needed.length === 0 || secrets) {
      showErrorToast(data, 'The new run could not be started');
      return undefined;
    }
    const given = await askSecrets(needed);
    return given === null ? undefined : forkAt(seq, edits, given);
  }
}
