import type { RunSummary } from '@shared/ipc/runs';
import { FolderOpen, Pin, PinOff, RotateCw, SlidersHorizontal, Trash2 } from 'lucide-react';
import { MenuItem } from '../../ui/menu-item';
import { MenuSeparator } from '../../ui/menu-separator';
import { isRunOver } from '../runs/index';
import { openRun, runAgain, runAgainEdited, runListStore } from './run-list';

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
      <MenuSeparator />
      <MenuItem
        icon={run.kept ? <PinOff /> : <Pin />}
        onSelect={() => void runListStore.keep(run.id, !run.kept)}
      >
        {run.kept ? 'Unpin' : 'Pin: never remove by itself'}
      </MenuItem>
      <MenuItem
        icon={<Trash2 />}
        danger
        disabled={!isRunOver(run.status)}
        onSelect={() => void runListStore.remove(run.id)}
      >
        Remove with all its values
      </MenuItem>
    </>
  );
}
