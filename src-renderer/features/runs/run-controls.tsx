import { Play, Square } from 'lucide-react';
import { Button } from '../../ui/button';
import { useDocument } from '../document';
import { requestRun } from './launcher-store';
import { isOver } from './run-status';
import styles from './run-controls.module.css';
import { useRuns } from './runs';
import { RunClock } from './run-clock';

/** Run or stop, and how the shown run is doing: the middle of the top bar. */
export function RunControls() {
  const status = useRuns((state) => state.run?.status ?? null);
  const starting = useRuns((state) => state.starting);
  const stop = useRuns((state) => state.stop);
  const canRun = useDocument((state) => state.workflow !== null);
  const active = status !== null && !isOver(status);
  return (
    <div className={styles.controls}>
      <RunClock />
      {active ? (
        <Button variant="danger" icon={<Square size={12} />} onClick={() => void stop()}>
          Stop
        </Button>
      ) : (
        <Button
          variant="primary"
          icon={<Play size={14} />}
          busy={starting}
          disabled={!canRun}
          onClick={requestRun}
        >
          Run workflow
        </Button>
      )}
    </div>
  );
}
