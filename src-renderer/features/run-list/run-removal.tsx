import type { RunSummary } from '@shared/ipc/runs';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { RelativeTime } from '../../ui/relative-time';
import { isRunOver } from '../runs/index';
import { removeRun } from './run-list';

interface Removal {
  /** Stays while the dialog fades, so that its words do. */
  readonly run: RunSummary | null;
  readonly open: boolean;
}

const store = createStore<Removal>(() => ({ run: null, open: false }));

/** Asks before a run is removed; one that has not ended stays. */
export function requestRemoval(run: RunSummary): void {
  if (isRunOver(run.status)) store.setState({ run, open: true });
}

/** A run that is removed cannot be had again: it is asked for. */
export function RemoveRunDialog() {
  const { run, open } = useStore(store);
  if (!run) return null;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => store.setState({ open: next })}
      title="Remove this run?"
      message={
        <>
          The run of “{run.workflowName}” (<RelativeTime time={run.createdAt} />) goes with all its
          values and its log. It cannot be had again.
        </>
      }
      confirmLabel="Remove run"
      danger
      onConfirm={() => void removeRun(run)}
    />
  );
}
