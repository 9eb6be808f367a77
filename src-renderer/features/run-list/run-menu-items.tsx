import type { RunSummary } from '@shared/ipc/runs';
import {
  Columns2,
  Copy,
  FolderOpen,
  Pin,
  PinOff,
  RotateCw,
  SlidersHorizontal,
  StepForward,
  Trash2,
} from 'lucide-react';
import { MenuItem } from '../../ui/menu-item';
import { MenuSeparator } from '../../ui/menu-separator';
import { showToast } from '../../ui/toast';
import { isRunOver, isRunResumable, requestResume, runsStore } from '../runs/index';
import { compareWithShown } from '../time/index';
import { keepRun, openRun, runAgain, runAgainEdited, showRun } from './run-list';
import { requestRemoval } from './run-removal';

export interface RunMenuItemsProps {
  readonly run: RunSummary;
}

/** What can be done with a run of the list. */
export function RunMenuItems({ run }: RunMenuItemsProps) {
  const gone = run.workflowId === null;
  return (
    <>
      <MenuItem
        icon={<FolderOpen />}
        shortcut="Enter"
        disabled={gone}
        onSelect={() => void openRun(run)}
      >
        Show on its canvas
      </MenuItem>
      {isRunResumable(run.status) && (
        <MenuItem icon={<StepForward />} disabled={gone} onSelect={() => void resume(run)}>
          Resume…
        </MenuItem>
      )}
      <MenuItem icon={<RotateCw />} disabled={gone} onSelect={() => void runAgain(run)}>
        Run again with the same input
      </MenuItem>
      <MenuItem
        icon={<SlidersHorizontal />}
        disabled={gone}
        onSelect={() => void runAgainEdited(run)}
      >
        Run again with other input…
      </MenuItem>
      <MenuItem
        icon={<Columns2 />}
        disabled={!isComparable(run)}
        onSelect={() => compareWithShown(run.id)}
      >
        Compare with the shown run
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={run.kept ? <PinOff /> : <Pin />}
        onSelect={() => void keepRun(run, !run.kept)}
      >
        {run.kept ? 'Unpin' : 'Pin: never remove by itself'}
      </MenuItem>
      <MenuItem icon={<Copy />} onSelect={() => void copyId(run)}>
        Copy the id
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={<Trash2 />}
        shortcut="Delete"
        danger
        disabled={!isRunOver(run.status)}
        onSelect={() => requestRemoval(run)}
      >
        Remove with all its values…
      </MenuItem>
    </>
  );
}

/** Beside the run on screen, which must be another one of the same workflow. */
function isComparable(run: RunSummary): boolean {
  const { shown, workflowId } = runsStore.getState();
  return shown !== null && shown !== run.id && workflowId === run.workflowId;
}

async function resume(run: RunSummary): Promise<void> {
  if (await showRun(run)) await requestResume(run.id);
}

/** The command line takes it: `stepwell resume <run>`. */
async function copyId(run: RunSummary): Promise<void> {
  await navigator.clipboard.writeText(run.id);
  showToast('The id of the run is copied', 'plain');
}
