import { ChevronDown, Play, RotateCw, SlidersHorizontal, Square, StepForward } from 'lucide-react';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { Menu } from '../../ui/menu';
import { MenuItem } from '../../ui/menu-item';
import { Tooltip } from '../../ui/tooltip';
import { useDocument } from '../document';
import { requestRun, requestRunWithOptions, requestSameRun } from './launcher-store';
import { finishedSteps, keptText, requestResume } from './resume-store';
import { isOver, isResumable } from './run-status';
import styles from './run-controls.module.css';
import { useRuns } from './runs';
import { RunClock } from './run-clock';

/** Run, stop or resume, and how the shown run is doing: the middle of the top bar. */
export function RunControls() {
  const status = useRuns((state) => state.latest?.status ?? null);
  const starting = useRuns((state) => state.starting);
  const stop = useRuns((state) => state.stop);
  const canRun = useDocument((state) => state.workflow !== null);
  const active = status !== null && !isOver(status);
  return (
    <div className={styles.controls}>
      <RunClock />
      {status !== null && isResumable(status) && <ResumeButton />}
      {active ? (
        <Button variant="danger" icon={<Square size={12} />} onClick={() => void stop()}>
          Stop
        </Button>
      ) : (
        <span className={styles.split}>
          <Button
            variant="primary"
            icon={<Play size={14} />}
            busy={starting}
            disabled={!canRun}
            onClick={requestRun}
          >
            Run workflow
          </Button>
          <Menu
            align="end"
            trigger={
              <IconButton label="More ways to run" disabled={!canRun} className={styles.more}>
                <ChevronDown />
              </IconButton>
            }
          >
            <MenuItem
              icon={<SlidersHorizontal size={14} />}
              command="run.withOptions"
              onSelect={requestRunWithOptions}
            >
              Run with options…
            </MenuItem>
            <MenuItem
              icon={<RotateCw size={14} />}
              command="run.again"
              disabled={status === null}
              onSelect={requestSameRun}
            >
              Run again with the same input
            </MenuItem>
          </Menu>
        </span>
      )}
    </div>
  );
}

/** Goes on with the shown run from where it stopped. */
function ResumeButton() {
  const run = useRuns((state) => state.latest);
  if (!run) return null;
  return (
    <Tooltip content={`Goes on where it stopped: ${keptText(finishedSteps(run))}`}>
      <Button icon={<StepForward size={14} />} onClick={() => void requestResume(run.run)}>
        Resume
      </Button>
    </Tooltip>
  );
}
