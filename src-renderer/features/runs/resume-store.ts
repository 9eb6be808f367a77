import { toErrorData } from '@shared/errors/app-error';
import type { RunId } from '@shared/lib/ids';
import type { RunState } from '@shared/runs/state';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { ipc } from '../../ipc/client';
import { announce } from '../../ui/announcer';
import { showErrorToast } from '../../ui/error-toast';
import { documentStore } from '../document/index';
import { runsStore } from './runs';

// From "resume" to a run that goes on. It asks only where there is something to know: secrets,
// or that the run goes on with another text than the one on screen.

export interface ResumeRequest {
  readonly runId: RunId;
  /** Finished steps that are kept. */
  readonly kept: number;
  readonly secrets: readonly string[];
  /** The workflow was edited since the run began. */
  readonly changed: boolean;
}

export const resumeStore = createStore<{ readonly asking: ResumeRequest | null }>()(() => ({
  asking: null,
}));

export function useResume<T>(selector: (state: { asking: ResumeRequest | null }) => T): T {
  return useStore(resumeStore, selector);
}

/** Steps whose results a run that goes on does not make again. */
export function finishedSteps(run: RunState): number {
  return run.counts.completed + run.counts.skipped;
}

/** `3 finished steps are kept`. */
export function keptText(kept: number): string {
  return kept === 1 ? '1 finished step is kept' : `${kept} finished steps are kept`;
}

export async function requestResume(runId: RunId): Promise<void> {
  try {
    await runsStore.getState().show(runId);
    const { latest: run } = runsStore.getState();
    if (!run || run.run !== runId) return;
    const { text } = await ipc.runs.text({ runId });
    const secrets = parseWorkflow(text).workflow?.secrets ?? [];
    const changed = text !== documentStore.getState().text;
    const request = { runId, kept: finishedSteps(run), secrets, changed };
    if (secrets.length > 0 || changed) resumeStore.setState({ asking: request });
    else await resume(request, {});
  } catch (error) {
    showErrorToast(toErrorData(error), 'The run could not be resumed');
  }
}

export async function resume(
  { runId, kept }: ResumeRequest,
  secrets: Record<string, string>,
): Promise<void> {
  resumeStore.setState({ asking: null });
  if (await runsStore.getState().resume(runId, secrets)) {
    announce(`The run goes on; ${keptText(kept)}`);
  }
}

export function closeResume(): void {
  resumeStore.setState({ asking: null });
}
